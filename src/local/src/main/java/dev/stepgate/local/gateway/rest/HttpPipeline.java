// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.vtl.ContextMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes requests through an HTTP API on one stage: CORS, route, authorization, throttle, integration, response
/// parameters. What fails is answered with HTTP APIs' own `{"message": ...}`.
final class HttpPipeline {
    private static final int MOST_BYTES = 10 * 1024 * 1024;
    private static final String CORS = "access-control-";
    private static final Logger LOG = LoggerFactory.getLogger(HttpApiGateway.class);

    private final HttpApi api;
    private final Surroundings surroundings;
    private final HttpTargets targets;
    private final HttpAuthorizers authorizers;
    private final JwtAuthorizers tokens;
    private final Limits limits;
    private final Optional<ContextText> accessLog;

    HttpPipeline(HttpApi api, Surroundings surroundings) {
        this.api = api;
        this.surroundings = surroundings;
        this.targets = new HttpTargets(surroundings.backend());
        this.authorizers = new HttpAuthorizers(surroundings.backend(), surroundings.time());
        this.tokens = new JwtAuthorizers(new Once<>(() -> new Tokens(surroundings.time())));
        this.limits = new Limits(api.stage().settings(), surroundings.time());
        this.accessLog = api.stage().settings().accessLogFormat().map(ContextText::parse);
    }

    boolean serves(HttpRequest request) {
        return api.deployment().serves(request);
    }

    CompletionStage<HttpResponse> serve(HttpRequest request) {
        Instant arrived = surroundings.time().instant();
        Optional<Routes.Route<HttpRoute>> route =
                api.route(request.method(), api.deployment().pathOf(request));
        Exchange exchange = exchange(request, route, arrived);
        CompletionStage<HttpResponse> answer;
        try {
            answer = answer(exchange, route).exceptionally(failure -> failed(exchange, failure));
        } catch (RuntimeException failure) {
            answer = CompletableFuture.completedFuture(failed(exchange, failure));
        }
        return answer.thenApply(response -> finished(exchange, response));
    }

    private Exchange exchange(HttpRequest request, Optional<Routes.Route<HttpRoute>> route, Instant arrived) {
        Ids ids = surroundings.ids();
        ContextMap context = Arrival.context(api.deployment(), request, ids, arrived);
        route.map(Routes.Route::method).ifPresent(found -> {
            context.put("routeKey", found.routeKey());
            context.put("resourceId", found.routeKey());
            context.put("resourcePath", found.key().resourcePath());
        });
        Map<String, List<String>> query = request.query().parameters();
        Map<String, List<String>> headers = Arrival.headers(request, ids.traceId(arrived.getEpochSecond()));
        Map<String, String> path = route.map(Routes.Route::pathParameters).orElse(Map.of());
        return new Exchange(
                api.deployment(),
                request,
                query,
                headers,
                Arrival.parameters(path, query, headers),
                api.stage().variables(),
                context);
    }

    private CompletionStage<HttpResponse> answer(Exchange exchange, Optional<Routes.Route<HttpRoute>> route) {
        if (isPreflight(exchange)) {
            Cors cors = api.cors().orElseThrow();
            return CompletableFuture.completedFuture(cors.preflight(exchange.header("Origin")));
        }
        HttpRoute found =
                route.orElseThrow(GatewayFailure::missingAuthenticationToken).method();
        if (exchange.request().body().length > MOST_BYTES) {
            throw GatewayFailure.requestTooLarge();
        }
        return authorized(exchange, found.authorization()).thenCompose(admitted -> {
            limits.throttle(found.key());
            return surroundings.within(found.timeout(), targets.call(admitted, found));
        });
    }

    private CompletionStage<Exchange> authorized(Exchange exchange, HttpAuthorization authorization) {
        return switch (authorization) {
            case HttpAuthorization.None _ -> CompletableFuture.completedFuture(exchange);
            case HttpAuthorization.Iam _ -> CompletableFuture.completedFuture(Signature.admit(exchange));
            case HttpAuthorization.Lambda lambda -> authorizers.authorize(exchange, lambda);
            case HttpAuthorization.Jwt jwt -> tokens.authorize(exchange, jwt);
        };
    }

    private HttpResponse finished(Exchange exchange, HttpResponse response) {
        List<Header> headers =
                new ArrayList<>(withCors(exchange, response.headers().fields()));
        headers.add(new Header("apigw-requestid", exchange.text("extendedRequestId")));
        exchange.context().put("status", response.status());
        exchange.context().put("responseLength", response.body().length);
        accessLog.ifPresent(
                format -> surroundings.accessLog().accept(format.render(ParameterValues.ofRequest(exchange), "-")));
        return new HttpResponse(response.status(), Headers.of(headers), response.body());
    }

    /// The API's CORS headers in the place of the integration's.
    private List<Header> withCors(Exchange exchange, List<Header> fields) {
        if (api.cors().isEmpty() || isPreflight(exchange)) {
            return fields;
        }
        List<Header> headers = new ArrayList<>(fields);
        headers.removeIf(field -> field.name().regionMatches(true, 0, CORS, 0, CORS.length()));
        headers.addAll(api.cors().get().headers(exchange.header("Origin")));
        return headers;
    }

    private boolean isPreflight(Exchange exchange) {
        return api.cors().isPresent()
                && exchange.request().method().equals("OPTIONS")
                && !exchange.header("Access-Control-Request-Method").isEmpty();
    }

    private static HttpResponse failed(Exchange exchange, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        GatewayResponseType type = switch (cause) {
            case GatewayFailure known -> known.type();
            case BearerChallenge challenge -> challenge.type();
            case TimeoutException _ -> GatewayResponseType.INTEGRATION_TIMEOUT;
            default -> {
                LOG.error(
                        "{} {}", exchange.request().method(), exchange.request().rawPath(), cause);
                yield GatewayResponseType.DEFAULT_5XX;
            }
        };
        exchange.context().put("error", new ContextMap(Map.of("message", message(type), "responseType", type.name())));
        return cause instanceof BearerChallenge challenge ? challenged(type, challenge.header()) : answer(type);
    }

    private static HttpResponse challenged(GatewayResponseType type, String challenge) {
        HttpResponse answer = answer(type);
        return new HttpResponse(answer.status(), answer.headers().plus("www-authenticate", challenge), answer.body());
    }

    /// What HTTP APIs answer a request that gets no further.
    static HttpResponse answer(GatewayResponseType type) {
        String body = Json.write(Json.mapper().createObjectNode().put("message", message(type)));
        return HttpResponse.of(status(type), ContentType.JSON, body);
    }

    private static int status(GatewayResponseType type) {
        return switch (type) {
            case MISSING_AUTHENTICATION_TOKEN -> 404;
            case INTEGRATION_TIMEOUT, INTEGRATION_FAILURE -> 503;
            default -> type.status();
        };
    }

    private static String message(GatewayResponseType type) {
        return switch (status(type)) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 413 -> "Request Entity Too Large";
            case 429 -> "Too Many Requests";
            case 503 -> "Service Unavailable";
            default -> "Internal Server Error";
        };
    }
}
