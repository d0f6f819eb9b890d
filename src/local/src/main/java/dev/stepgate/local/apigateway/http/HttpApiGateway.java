// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import dev.stepgate.local.apigateway.ApiDeployment;
import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.apigateway.GatewayDependencies;
import dev.stepgate.local.apigateway.RequestLog;
import dev.stepgate.local.apigateway.StageHandlers;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.LogEvent.Server;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;

/// Serves an HTTP API on its stages: `/STAGE/path` goes to the stage of that name, everything else to
/// `$default`. A request to no stage gets `{"message":"Not Found"}`.
public final class HttpApiGateway implements HttpHandler {
    private final StageHandlers stages;

    public HttpApiGateway(List<HttpApi> stages, GatewayDependencies dependencies) {
        this.stages = new StageHandlers(
                stages.stream()
                        .sorted(Comparator.comparing(api -> api.stage().name().equals(ApiDeployment.DEFAULT_STAGE)))
                        .map(api -> new HttpApiPipeline(api, dependencies))
                        .toList(),
                new RequestLog(dependencies.log(), dependencies.recent(), dependencies.time(), Server.HTTP_API));
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        return stages.handle(request, HttpApiGateway::noSuchStage);
    }

    /// Answers as API Gateway does, but with a reason, which API Gateway does not give.
    private static HttpResponse noSuchStage(String reason) {
        String body = Json.write(
                Json.mapper().createObjectNode().put("message", "Not Found").put("reason", reason));
        return HttpResponse.of(404, ContentType.JSON, body);
    }
}
