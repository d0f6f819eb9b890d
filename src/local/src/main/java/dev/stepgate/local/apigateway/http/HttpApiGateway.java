// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import dev.stepgate.local.apigateway.ApiDeployment;
import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.apigateway.GatewayDependencies;
import dev.stepgate.local.apigateway.RequestLog;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.LogEvent.Server;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/// Serves an HTTP API on its stages: `/STAGE/path` goes to the stage of that name, everything else to
/// `$default`. A request to no stage gets `{"message":"Not Found"}`.
public final class HttpApiGateway implements HttpHandler {
    private final List<HttpApiPipeline> pipelines;
    private final RequestLog log;
    private final String stages;

    public HttpApiGateway(List<HttpApi> stages, GatewayDependencies dependencies) {
        this.pipelines = stages.stream()
                .sorted(Comparator.comparing(api -> api.stage().name().equals(ApiDeployment.DEFAULT_STAGE)))
                .map(api -> new HttpApiPipeline(api, dependencies))
                .toList();
        this.log = new RequestLog(dependencies.log(), dependencies.recent(), dependencies.time(), Server.HTTP_API);
        this.stages = stages.stream().map(api -> "/" + api.stage().name()).collect(Collectors.joining(", "));
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        for (HttpApiPipeline pipeline : pipelines) {
            if (pipeline.serves(request)) {
                return pipeline.serve(request);
            }
        }
        String reason = "the path begins with no stage of the API; its stages are " + stages;
        HttpResponse answer = noSuchStage(reason);
        log.answered(request, answer, reason);
        return CompletableFuture.completedFuture(answer);
    }

    /// Answers as API Gateway does, but with a reason, which API Gateway does not give.
    private static HttpResponse noSuchStage(String reason) {
        String body = Json.write(
                Json.mapper().createObjectNode().put("message", "Not Found").put("reason", reason));
        return HttpResponse.of(404, ContentType.JSON, body);
    }
}
