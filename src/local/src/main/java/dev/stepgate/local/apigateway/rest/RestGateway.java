// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.apigateway.GatewayDependencies;
import dev.stepgate.local.apigateway.Lazy;
import dev.stepgate.local.apigateway.RequestLog;
import dev.stepgate.local.apigateway.ResourcePath;
import dev.stepgate.local.apigateway.StageHandlers;
import dev.stepgate.local.apigateway.TokenValidator;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.LogEvent.Server;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Serves REST APIs: `/STAGE/path` goes to the first API on that stage. A request to an unknown stage gets
/// API Gateway's `{"message":"Forbidden"}`.
public final class RestGateway implements HttpHandler {
    private static final String USER_POOLS = "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER";

    private final StageHandlers stages;

    /// @param apis one for each stage
    public RestGateway(List<RestApi> apis, GatewayDependencies dependencies) {
        this(apis, dependencies, new Lazy<>(() -> new TokenValidator(dependencies.time(), RestGateway::userPool)));
    }

    RestGateway(List<RestApi> apis, GatewayDependencies dependencies, Supplier<TokenValidator> tokens) {
        this.stages = new StageHandlers(
                apis.stream()
                        .map(api -> new RestPipeline(api, dependencies, tokens))
                        .toList(),
                new RequestLog(dependencies.log(), dependencies.recent(), dependencies.time(), Server.REST_API));
    }

    /// Returns the address of a user pool: in the cloud, or at the endpoint that the AWS SDKs are configured
    /// to use.
    private static String userPool(String issuer) {
        String endpoint = System.getenv(USER_POOLS);
        return endpoint == null || endpoint.isEmpty() ? issuer : endpoint + issuer.substring(issuer.lastIndexOf('/'));
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        return stages.handle(request.withPath(ResourcePath.withOneSlash(request.rawPath())), RestGateway::noSuchStage);
    }

    @Override
    public boolean isBrief(HttpRequest request) {
        return stages.isBrief(request.withPath(ResourcePath.withOneSlash(request.rawPath())));
    }

    /// Answers as API Gateway does, but with a reason, which API Gateway does not give.
    private static HttpResponse noSuchStage(String reason) {
        String body = Json.write(
                Json.mapper().createObjectNode().put("message", "Forbidden").put("reason", reason));
        HttpResponse forbidden = HttpResponse.of(403, ContentType.JSON, body);
        return forbidden.with(forbidden.headers().plus("x-amzn-ErrorType", "ForbiddenException"));
    }
}
