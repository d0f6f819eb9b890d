// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.ContextText;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.ExchangeReader;
import dev.stepgate.local.apigateway.GatewayDependencies;
import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.ParameterValues;
import dev.stepgate.local.apigateway.RequestIds;
import dev.stepgate.local.apigateway.RequestLimits;
import dev.stepgate.local.apigateway.Routes;
import dev.stepgate.local.apigateway.Signature;
import dev.stepgate.local.apigateway.TokenValidator;
import dev.stepgate.local.concurrent.Completions;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes requests through one API in API Gateway's order: route, authorization, API key and usage plan, throttle,
/// method request, integration request, integration, integration response. Every failure on the way is a gateway
/// response.
final class RestPipeline {
    /// A payload's limit (API Gateway quotas).
    private static final int MAX_BYTES = 10 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(RestGateway.class);

    private final RestApi api;
    private final GatewayDependencies dependencies;
    private final IntegrationCalls endpoints;
    private final LambdaAuthorizers authorizers;
    private final UserPoolAuthorizers userPools;
    private final RequestLimits limits;
    private final Optional<ContextText> accessLog;

    RestPipeline(RestApi api, GatewayDependencies dependencies, Supplier<TokenValidator> tokens) {
        this.api = api;
        this.dependencies = dependencies;
        this.endpoints = new IntegrationCalls(dependencies.backend());
        this.authorizers = new LambdaAuthorizers(dependencies.backend(), dependencies.time());
        this.userPools = new UserPoolAuthorizers(tokens);
        this.limits = new RequestLimits(api.stage().settings(), dependencies.time());
        this.accessLog = api.stage().settings().accessLogFormat().map(ContextText::parse);
    }

    boolean serves(HttpRequest request) {
        return api.deployment().serves(request);
    }

    CompletionStage<HttpResponse> serve(HttpRequest request) {
        Instant arrived = dependencies.time().instant();
        Optional<Routes.Route<RestMethod>> route =
                api.routes().find(request.method(), api.deployment().pathOf(request));
        Exchange exchange = exchange(request, route, arrived);
        CompletionStage<HttpResponse> answer;
        try {
            answer = route.map(found -> authorized(exchange, found.method()))
                    .orElseThrow(GatewayFailure::missingAuthenticationToken)
                    .exceptionally(failure -> failed(exchange, failure));
        } catch (RuntimeException failure) {
            answer = CompletableFuture.completedFuture(failed(exchange, failure));
        }
        return accessLog.isEmpty() ? answer : answer.thenApply(response -> logged(exchange, response, arrived));
    }

    private Exchange exchange(HttpRequest request, Optional<Routes.Route<RestMethod>> route, Instant arrived) {
        RequestIds ids = dependencies.ids();
        ContextMap context = ExchangeReader.context(api.deployment(), request, ids, arrived);
        Map<String, List<String>> query = request.query().parameters();
        Map<String, List<String>> headers = ExchangeReader.headers(request, ids.traceId(arrived.getEpochSecond()));
        Map<String, String> path = route.map(Routes.Route::pathParameters).orElse(Map.of());
        route.map(Routes.Route::method).map(RestMethod::key).ifPresent(key -> {
            context.put("resourceId", key.resourceId());
            context.put("resourcePath", key.resourcePath());
        });
        Map<String, String> variables = ExchangeReader.stageVariables(api.stage(), context, ids);
        return new Exchange(
                api.deployment(),
                request,
                query,
                headers,
                ExchangeReader.parameters(path, query, headers),
                variables,
                context);
    }

    private CompletionStage<HttpResponse> authorized(Exchange exchange, RestMethod method) {
        if (exchange.request().body().length > MAX_BYTES) {
            throw GatewayFailure.requestTooLarge();
        }
        return switch (method.authorization()) {
            case MethodAuthorization.None _ -> integrated(exchange, method);
            case MethodAuthorization.Iam _ -> {
                Signature.require(exchange);
                yield integrated(exchange, method);
            }
            case MethodAuthorization.Lambda lambda ->
                authorizers
                        .authorize(exchange, lambda.authorizer())
                        .thenCompose(admitted -> integrated(admitted, method));
            case MethodAuthorization.UserPools pools ->
                userPools.authorize(exchange, pools).thenCompose(admitted -> integrated(admitted, method));
        };
    }

    private CompletionStage<HttpResponse> integrated(Exchange exchange, RestMethod method) {
        if (method.request().apiKeyRequired()) {
            limits.requireApiKey(exchange, api.apiKeySource().keyOf(exchange));
        }
        limits.throttle(method.key());
        method.request().validate(exchange);
        CompletionStage<HttpResponse> call = endpoints.call(exchange, method.integration());
        return dependencies
                .within(method.integration().request().timeout(), call)
                .thenApply(response -> completed(exchange, method.integration(), response));
    }

    private static HttpResponse completed(Exchange exchange, RestIntegration integration, HttpResponse response) {
        List<Header> headers = new ArrayList<>(response.headers().fields());
        headers.add(new Header("x-amzn-RequestId", exchange.text("requestId")));
        headers.add(new Header("x-amz-apigw-id", exchange.text("extendedRequestId")));
        boolean traced = switch (integration) {
            case RestIntegration.Mock _, RestIntegration.HttpProxy _, RestIntegration.NotHere _ -> false;
            case RestIntegration.Aws _, RestIntegration.AwsProxy _, RestIntegration.Http _ -> true;
        };
        String trace = exchange.parameters().header().get("X-Amzn-Trace-Id");
        if (traced && trace != null) {
            headers.add(new Header("X-Amzn-Trace-Id", trace));
        }
        return new HttpResponse(response.status(), Headers.of(headers), response.body());
    }

    private HttpResponse failed(Exchange exchange, Throwable failure) {
        Throwable cause = Completions.cause(failure);
        return api.gatewayResponses().answer(reason(exchange, cause), exchange);
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
        ContextMap context = exchange.context();
        Duration latency = Duration.between(arrived, dependencies.time().instant());
        context.put("status", response.status());
        context.put("responseLength", response.body().length);
        context.put("responseLatency", latency.toMillis());
        accessLog.ifPresent(
                format -> dependencies.accessLog().accept(format.render(ParameterValues.ofRequest(exchange), "-")));
        return response;
    }
}
