// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.AwsBackend;
import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.apigateway.GatewayDependencies;
import dev.stepgate.local.apigateway.Lazy;
import dev.stepgate.local.apigateway.RequestIds;
import dev.stepgate.local.apigateway.TokenValidator;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.time.Time;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.LoggerFactory;

/// Serves REST APIs: `/STAGE/path` goes to the first API that is on that stage. What is on no stage gets API
/// Gateway's `{"message":"Forbidden"}`.
public final class RestGateway implements HttpHandler {
    private static final String USER_POOLS = "AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER";

    private final List<RestPipeline> pipelines;

    /// With a clock and random numbers of their own; access logs go to the console's log.
    ///
    /// @param random asked for each id
    public RestGateway(List<RestApi> apis, AwsBackend backend, Time time, Supplier<RandomGenerator> random) {
        this(
                apis,
                new GatewayDependencies(
                        backend, time, new RequestIds.RandomIds(random), LoggerFactory.getLogger("access")::info));
    }

    RestGateway(List<RestApi> apis, GatewayDependencies dependencies) {
        this(apis, dependencies, new Lazy<>(() -> new TokenValidator(dependencies.time(), RestGateway::userPool)));
    }

    RestGateway(List<RestApi> apis, GatewayDependencies dependencies, Supplier<TokenValidator> tokens) {
        this.pipelines = apis.stream()
                .map(api -> new RestPipeline(api, dependencies, tokens))
                .toList();
    }

    /// User pools are in the cloud, or where the AWS SDKs are told to find them.
    private static String userPool(String issuer) {
        String endpoint = System.getenv(USER_POOLS);
        return endpoint == null || endpoint.isEmpty() ? issuer : endpoint + issuer.substring(issuer.lastIndexOf('/'));
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        for (RestPipeline pipeline : pipelines) {
            if (pipeline.serves(request)) {
                return pipeline.serve(request);
            }
        }
        return CompletableFuture.completedFuture(noSuchStage());
    }

    private static HttpResponse noSuchStage() {
        HttpResponse forbidden = HttpResponse.of(403, ContentType.JSON, "{\"message\":\"Forbidden\"}");
        return new HttpResponse(
                forbidden.status(),
                forbidden.headers().plus("x-amzn-ErrorType", "ForbiddenException"),
                forbidden.body());
    }
}
