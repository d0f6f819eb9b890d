// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpHandler;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.vtl.ContextMap;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves REST APIs: `/STAGE/path` goes to the API on that stage, through its pipeline in API Gateway's order: route,
/// authorization, API key and usage plan, method request, integration request, integration, integration response. Every
/// failure on the way is a gateway response.
public final class RestGateway implements HttpHandler {
    /// A payload's limit (API Gateway quotas).
    private static final int MOST_BYTES = 10 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(RestGateway.class);

    private final List<RestApi> apis;
    private final Endpoints endpoints;
    private final InstantSource clock;
    private final Ids ids;

    public RestGateway(List<RestApi> apis, Backend backend) {
        this(apis, backend, InstantSource.system(), Ids.random());
    }

    RestGateway(List<RestApi> apis, Backend backend, InstantSource clock, Ids ids) {
        this.apis = List.copyOf(apis);
        this.endpoints = new Endpoints(backend);
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public CompletionStage<HttpResponse> handle(HttpRequest request) {
        for (RestApi api : apis) {
            if (api.serves(request)) {
                return serve(api, request);
            }
        }
        return CompletableFuture.completedFuture(noSuchStage());
    }

    private static HttpResponse noSuchStage() {
        HttpResponse response = HttpResponse.of(403, ContentType.JSON, "{\"message\":\"Forbidden\"}");
        return new HttpResponse(
                response.status(), response.headers().plus("x-amzn-ErrorType", "ForbiddenException"), response.body());
    }

    private CompletionStage<HttpResponse> serve(RestApi api, HttpRequest request) {
        Instant now = clock.instant();
        ContextMap context = Arrival.context(api, request, ids, now);
        Optional<Routes.Route> route = api.routes().find(request.method(), api.pathOf(request));
        Exchange exchange = exchange(api, request, context, route);
        try {
            return route.map(found -> run(exchange, found.method()))
                    .orElseThrow(GatewayFailure::missingAuthenticationToken)
                    .exceptionally(failure -> failed(exchange, failure));
        } catch (GatewayFailure failure) {
            return CompletableFuture.completedFuture(failed(exchange, failure));
        }
    }

    private Exchange exchange(RestApi api, HttpRequest request, ContextMap context, Optional<Routes.Route> route) {
        Map<String, List<String>> query = request.query().parameters();
        Map<String, List<String>> headers =
                Arrival.headers(request, ids.traceId(clock.instant().getEpochSecond()));
        Map<String, String> path = route.map(Routes.Route::pathParameters).orElse(Map.of());
        route.map(Routes.Route::method).map(Method::key).ifPresent(key -> {
            context.put("resourceId", key.resourceId());
            context.put("resourcePath", key.resourcePath());
        });
        return new Exchange(api, request, query, headers, Arrival.parameters(path, query, headers), context);
    }

    private CompletionStage<HttpResponse> run(Exchange exchange, Method method) {
        if (exchange.request().body().length > MOST_BYTES) {
            throw GatewayFailure.requestTooLarge();
        }
        Access.authorize(exchange, method.authorization());
        method.request().validate(exchange);
        return timed(endpoints.call(exchange, method.integration()), method.integration())
                .thenApply(response -> completed(exchange, response));
    }

    private static CompletionStage<HttpResponse> timed(CompletionStage<HttpResponse> call, Integration integration) {
        CompletableFuture<HttpResponse> future = call.toCompletableFuture();
        return future.isDone()
                ? future
                : future.copy().orTimeout(integration.request().timeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static HttpResponse completed(Exchange exchange, HttpResponse response) {
        List<Header> headers = new ArrayList<>(response.headers().fields());
        headers.add(new Header("x-amzn-RequestId", exchange.text("requestId")));
        headers.add(new Header("x-amz-apigw-id", exchange.text("extendedRequestId")));
        return new HttpResponse(response.status(), Headers.of(headers), response.body());
    }

    private static HttpResponse failed(Exchange exchange, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return exchange.api().gatewayResponses().answer(reason(exchange, cause), exchange);
    }

    private static GatewayFailure reason(Exchange exchange, Throwable cause) {
        return switch (cause) {
            case GatewayFailure known -> known;
            case TimeoutException _ -> GatewayFailure.integrationTimeout();
            default -> {
                LOG.error(
                        "{} {}", exchange.request().method(), exchange.request().rawPath(), cause);
                yield GatewayFailure.internal();
            }
        };
    }
}
