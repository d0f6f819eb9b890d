// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.AccessLog;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.ExchangeReader;
import dev.stepgate.local.apigateway.GatewayCall;
import dev.stepgate.local.apigateway.GatewayDependencies;
import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.IntegrationClient;
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
import dev.stepgate.local.log.LogEvent.Server;
import dev.stepgate.local.vtl.ContextMap;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes requests through one REST API on its stage, in API Gateway's order of steps; every failure on
/// the way is a gateway response.
final class RestPipeline implements StageHandlers.StageHandler {
    private static final CompletionStage<?> ADMITTED = CompletableFuture.completedFuture(true);

    private static final Logger LOG = LoggerFactory.getLogger(RestGateway.class);

    private final RestApi api;
    private final GatewayDependencies dependencies;
    private final Pipeline<GatewayCall<RestMethod>> pipeline;
    private final IntegrationClient client;
    private final LambdaAuthorizers authorizers;
    private final UserPoolAuthorizers userPools;
    private final RequestLimits limits;
    private final RequestLog log;
    private final AccessLog accessLog;

    RestPipeline(RestApi api, GatewayDependencies dependencies, Supplier<TokenValidator> tokens) {
        this.api = api;
        this.dependencies = dependencies;
        this.client = new IntegrationClient(dependencies.backend());
        this.authorizers = new LambdaAuthorizers(dependencies.backend(), dependencies.time());
        this.userPools = new UserPoolAuthorizers(tokens);
        this.limits = new RequestLimits(api.stage().settings(), dependencies.time());
        this.log = new RequestLog(dependencies.log(), dependencies.recent(), dependencies.time(), Server.REST_API);
        this.accessLog = new AccessLog(api.stage(), dependencies);
        this.pipeline = new Pipeline<>(List.of(
                Pipeline.step("route", GatewayCall::method),
                Pipeline.step(
                        "request size",
                        call -> RequestLimits.requireSize(call.exchange().request())),
                Pipeline.waiting("authorization", this::authorize),
                Pipeline.step("API key", this::requireApiKey),
                Pipeline.step("throttle", call -> limits.throttle(call.method().key())),
                Pipeline.step("method request", call -> call.method().request().validate(call.exchange())),
                Pipeline.step("integration request", RestPipeline::map),
                Pipeline.waiting("integration", this::integrate),
                Pipeline.step("integration response", call -> call.answers(RestIntegrations.response(call)))));
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
    public boolean isBrief(HttpRequest request) {
        return request.isSmall()
                && accessLog.isOff()
                && route(request)
                        .filter(route -> route.method().isBrief(dependencies.backend()))
                        .isPresent();
    }

    private Optional<Routes.Route<RestMethod>> route(HttpRequest request) {
        return api.routes().find(request.method(), api.deployment().pathOf(request));
    }

    @Override
    public CompletionStage<HttpResponse> serve(HttpRequest request) {
        Instant arrived = dependencies.time().instant();
        Optional<Routes.Route<RestMethod>> route = route(request);
        GatewayCall<RestMethod> call =
                new GatewayCall<>(exchange(request, route, arrived), route.map(Routes.Route::method));
        return pipeline.run(call).handle((_, failure) -> answered(call, StepFailure.of(failure), arrived));
    }

    private HttpResponse answered(GatewayCall<RestMethod> call, @Nullable StepFailure failure, Instant arrived) {
        HttpResponse response = failure == null ? completed(call) : failed(call, failure);
        log.answered(call, response, failure, arrived);
        return accessLog.isOff() ? response : logged(call.exchange(), response, arrived);
    }

    private Exchange exchange(HttpRequest request, Optional<Routes.Route<RestMethod>> route, Instant arrived) {
        RequestIds ids = dependencies.ids();
        ContextMap context = ExchangeReader.context(api.deployment(), request, ids, arrived);
        Map<String, List<String>> query = request.query().parameters();
        Map<String, List<String>> headers = ExchangeReader.restHeaders(request, ids.traceId(arrived.getEpochSecond()));
        Map<String, String> path = route.map(Routes.Route::decodedParameters).orElse(Map.of());
        route.map(Routes.Route::method).map(RestMethod::key).ifPresent(key -> key.describe(context));
        Map<String, String> variables = ExchangeReader.stageVariables(api.stage(), context, ids);
        return new Exchange(
                api.deployment(),
                request,
                query,
                headers,
                ExchangeReader.parameters(path, query, headers),
                route.map(Routes.Route::pathParameters).orElse(Map.of()),
                variables,
                context,
                dependencies.recent().trace());
    }

    private CompletionStage<?> authorize(GatewayCall<RestMethod> call) {
        Exchange exchange = call.exchange();
        return switch (call.method().authorization()) {
            case MethodAuthorization.None _ -> ADMITTED;
            case MethodAuthorization.Iam _ -> {
                Signature.require(exchange);
                yield ADMITTED;
            }
            case MethodAuthorization.Lambda lambda -> authorizers.authorize(exchange, lambda.authorizer());
            case MethodAuthorization.UserPools pools -> userPools.authorize(exchange, pools);
        };
    }

    private void requireApiKey(GatewayCall<RestMethod> call) {
        if (call.method().request().apiKeyRequired()) {
            limits.requireApiKey(
                    call.exchange(),
                    api.apiKeySource().keyOf(call.exchange()),
                    call.method().key());
        }
    }

    private static void map(GatewayCall<RestMethod> call) {
        call.sends(RestIntegrations.request(call.exchange(), call.method().integration()));
    }

    private CompletionStage<?> integrate(GatewayCall<RestMethod> call) {
        CompletionStage<HttpResponse> answer = client.send(call.integrationRequest());
        return dependencies
                .within(call.method().integration().request().timeout(), answer)
                .thenAccept(call::received);
    }

    private static HttpResponse completed(GatewayCall<RestMethod> call) {
        Exchange exchange = call.exchange();
        HttpResponse response = call.answer();
        List<Header> headers = new ArrayList<>(response.headers().fields());
        headers.add(new Header("x-amzn-RequestId", exchange.text("requestId")));
        headers.add(new Header("x-amz-apigw-id", exchange.text("extendedRequestId")));
        String trace = exchange.parameters().header().get("X-Amzn-Trace-Id");
        if (call.method().integration().isTraced() && trace != null) {
            headers.add(new Header("X-Amzn-Trace-Id", trace));
        }
        return response.with(Headers.of(headers));
    }

    private HttpResponse failed(GatewayCall<RestMethod> call, StepFailure failure) {
        return api.gatewayResponses().answer(reason(call.exchange(), failure.reason()), call.exchange());
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

    private HttpResponse logged(Exchange exchange, HttpResponse response, Instant arrived) {
        Duration latency = Duration.between(arrived, dependencies.time().instant());
        exchange.context().put("responseLatency", latency.toMillis());
        accessLog.write(exchange, response);
        return response;
    }
}
