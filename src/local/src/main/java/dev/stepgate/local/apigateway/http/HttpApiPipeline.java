// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.http;

import dev.stepgate.local.apigateway.AccessLog;
import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.ExchangeReader;
import dev.stepgate.local.apigateway.GatewayCall;
import dev.stepgate.local.apigateway.GatewayDependencies;
import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.GatewayResponseType;
import dev.stepgate.local.apigateway.IntegrationClient;
import dev.stepgate.local.apigateway.Lazy;
import dev.stepgate.local.apigateway.Pipeline;
import dev.stepgate.local.apigateway.RequestIds;
import dev.stepgate.local.apigateway.RequestLimits;
import dev.stepgate.local.apigateway.RequestLog;
import dev.stepgate.local.apigateway.Routes;
import dev.stepgate.local.apigateway.Signature;
import dev.stepgate.local.apigateway.Stage;
import dev.stepgate.local.apigateway.StageHandlers;
import dev.stepgate.local.apigateway.StepFailure;
import dev.stepgate.local.apigateway.TokenValidator;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.http.PercentEncoding;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.LogEvent.Server;
import dev.stepgate.local.vtl.ContextMap;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes requests through one HTTP API on its stage. Failures on the way are answered with the `{"message":
/// ...}` of HTTP APIs.
final class HttpApiPipeline implements StageHandlers.StageHandler {
    private static final String CORS = "access-control-";
    private static final CompletionStage<?> ADMITTED = CompletableFuture.completedFuture(true);
    private static final Logger LOG = LoggerFactory.getLogger(HttpApiGateway.class);

    private final HttpApi api;
    private final GatewayDependencies dependencies;
    private final Pipeline<GatewayCall<HttpApiRoute>> pipeline;
    private final IntegrationClient client;
    private final RouteAuthorizers authorizers;
    private final JwtAuthorizers tokens;
    private final RequestLimits limits;
    private final RequestLog log;
    private final AccessLog accessLog;

    HttpApiPipeline(HttpApi api, GatewayDependencies dependencies) {
        this.api = api;
        this.dependencies = dependencies;
        this.client = new IntegrationClient(dependencies.backend());
        this.authorizers = new RouteAuthorizers(dependencies.backend(), dependencies.time());
        this.tokens = new JwtAuthorizers(new Lazy<>(() -> new TokenValidator(dependencies.time())));
        this.limits = new RequestLimits(api.stage().settings(), dependencies.time());
        this.log = new RequestLog(dependencies.log(), dependencies.recent(), dependencies.time(), Server.HTTP_API);
        this.accessLog = new AccessLog(api.stage(), dependencies);
        this.pipeline = new Pipeline<>(List.of(
                Pipeline.step("CORS preflight", this::preflight),
                Pipeline.step("route", GatewayCall::method),
                Pipeline.step(
                        "request size",
                        call -> RequestLimits.requireSize(call.exchange().request())),
                Pipeline.waiting("authorization", this::authorize),
                Pipeline.step("throttle", call -> limits.throttle(call.method().key())),
                Pipeline.step("integration request", HttpApiPipeline::map),
                Pipeline.waiting("integration", this::integrate),
                Pipeline.step("integration response", call -> call.answers(HttpApiIntegrations.response(call)))));
    }

    @Override
    public Stage stage() {
        return api.stage();
    }

    @Override
    public boolean serves(HttpRequest request) {
        return api.deployment().serves(request);
    }

    @Override
    public CompletionStage<HttpResponse> serve(HttpRequest request) {
        Instant arrived = dependencies.time().instant();
        Optional<Routes.Route<HttpApiRoute>> route =
                api.route(request.method(), api.deployment().pathOf(request));
        GatewayCall<HttpApiRoute> call =
                new GatewayCall<>(exchange(request, route, arrived), route.map(Routes.Route::method));
        return pipeline.run(call).handle((_, failure) -> answered(call, StepFailure.of(failure), arrived));
    }

    private HttpResponse answered(GatewayCall<HttpApiRoute> call, @Nullable StepFailure failure, Instant arrived) {
        HttpResponse response = failure == null ? call.answer() : failed(call.exchange(), failure);
        log.answered(call, response, failure, arrived);
        return finished(call.exchange(), response);
    }

    private Exchange exchange(HttpRequest request, Optional<Routes.Route<HttpApiRoute>> route, Instant arrived) {
        RequestIds ids = dependencies.ids();
        ContextMap context = context(request, ids, arrived);
        route.map(Routes.Route::method).ifPresent(found -> {
            context.put("routeKey", found.routeKey());
            context.put("resourceId", found.routeKey());
            context.put("resourcePath", found.key().resourcePath());
        });
        Map<String, List<String>> query = request.query().parameters();
        Map<String, List<String>> headers = headers(request, ids.traceId(arrived.getEpochSecond()));
        Map<String, String> path = route.map(Routes.Route::decodedParameters).orElse(Map.of());
        return new Exchange(
                api.deployment(),
                request,
                query,
                headers,
                ExchangeReader.parameters(path, query, headers),
                path,
                api.stage().variables(),
                context,
                dependencies.recent().trace());
    }

    private static Map<String, List<String>> headers(HttpRequest request, String traceId) {
        Map<String, List<String>> headers = ExchangeReader.headers(request, traceId);
        headers.put("Content-Length", List.of(Integer.toString(request.body().length)));
        return headers;
    }

    /// Returns the context, in which the path is decoded and both request ids are the same (recorded in the tests of
    /// LambdaTestTool-v2 of aws/aws-lambda-dotnet).
    private ContextMap context(HttpRequest request, RequestIds ids, Instant arrived) {
        ContextMap context = ExchangeReader.context(api.deployment(), request, ids, arrived);
        context.put("path", PercentEncoding.decode(request.rawPath()));
        context.put("requestId", context.get("extendedRequestId"));
        context.part("identity").putIfAbsent("userAgent", "");
        return context;
    }

    private void preflight(GatewayCall<HttpApiRoute> call) {
        if (isPreflight(call.exchange())) {
            Cors cors = api.cors().orElseThrow();
            call.answers(cors.preflight(call.exchange().header("Origin")));
        }
    }

    private CompletionStage<?> authorize(GatewayCall<HttpApiRoute> call) {
        Exchange exchange = call.exchange();
        return switch (call.method().authorization()) {
            case RouteAuthorization.None _ -> ADMITTED;
            case RouteAuthorization.Iam _ -> {
                Signature.admit(exchange);
                yield ADMITTED;
            }
            case RouteAuthorization.Lambda lambda -> authorizers.authorize(exchange, lambda);
            case RouteAuthorization.Jwt jwt -> tokens.authorize(exchange, jwt);
        };
    }

    private static void map(GatewayCall<HttpApiRoute> call) {
        call.sends(HttpApiIntegrations.request(call.exchange(), call.method()));
    }

    private CompletionStage<?> integrate(GatewayCall<HttpApiRoute> call) {
        return dependencies
                .within(call.method().timeout(), client.send(call.integrationRequest()))
                .thenAccept(call::received);
    }

    private HttpResponse finished(Exchange exchange, HttpResponse response) {
        List<Header> headers =
                new ArrayList<>(withCors(exchange, response.headers().fields()));
        headers.add(new Header("apigw-requestid", exchange.text("extendedRequestId")));
        accessLog.write(exchange, response);
        return response.with(Headers.of(headers));
    }

    /// Replaces the integration's CORS headers with the API's.
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

    private static HttpResponse failed(Exchange exchange, StepFailure failure) {
        Throwable cause = failure.reason();
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
        return switch (cause) {
            case BearerChallenge challenge -> challenged(type, challenge.header());
            case GatewayFailure absent
            when absent.status() == GatewayFailure.NOT_HERE -> answer(absent.status(), String.valueOf(absent.reason()));
            default -> answer(type);
        };
    }

    private static HttpResponse challenged(GatewayResponseType type, String challenge) {
        HttpResponse answer = answer(type);
        return answer.with(answer.headers().plus("www-authenticate", challenge));
    }

    /// Returns the answer of HTTP APIs to a failed request.
    static HttpResponse answer(GatewayResponseType type) {
        return answer(status(type), message(type));
    }

    private static HttpResponse answer(int status, String message) {
        return HttpResponse.of(
                status,
                ContentType.JSON,
                Json.write(Json.mapper().createObjectNode().put("message", message)));
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
