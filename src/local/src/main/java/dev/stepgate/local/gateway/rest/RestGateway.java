// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

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

    private final List<Pipeline> pipelines;

    /// In a time and with a chance of their own; access logs go to the console's log.
    ///
    /// @param chance asked for each id
    public RestGateway(List<RestApi> apis, Backend backend, Time time, Supplier<RandomGenerator> chance) {
        this(apis, new Surroundings(backend, time, new Ids.RandomIds(chance), LoggerFactory.getLogger("access")::info));
    }

    RestGateway(List<RestApi> apis, Surroundings surroundings) {
        this(apis, surroundings, new Once<>(() -> new Tokens(surroundings.time(), RestGateway::userPool)));
    }

    RestGateway(List<RestApi> apis, Surroundings surroundings, Supplier<Tokens> tokens) {
        this.pipelines = apis.stream()
                .map(api -> new Pipeline(api, surroundings, tokens))
                .toList();
    }

    /// User pools are in the cloud, or where the AWS SDKs are told to find them.
    private static String userPool(String issuer) {
        String endpoint = System.getenv(USER_POOLS);
        return endpoint == null || endpoint.isEmpty() ? issuer : endpoint + issuer.substring(issuer.lastIndexOf('/'));
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        for (Pipeline pipeline : pipelines) {
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
