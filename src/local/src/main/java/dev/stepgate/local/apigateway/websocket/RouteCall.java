// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.apigateway.MockStatus;
import dev.stepgate.local.apigateway.websocket.WebSocketRoute.Communication;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.time.Time;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Takes events through the integration of their route and maps its answer.
final class RouteCall {
    /// The step in which the backend is called.
    static final String INTEGRATION = "integration";

    private static final byte[] NOTHING = {};

    private final WebSocketBackend backend;
    private final HttpBackend http;
    private final Time time;

    RouteCall(WebSocketBackend backend, Time time) {
        this.backend = backend;
        this.http = new HttpBackend(time);
        this.time = time;
    }

    /// Calls the integration; fails with a [WebSocketFailure], or with any internal error.
    CompletionStage<RouteReply> call(WebSocketRoute route, ConnectionEvent event) {
        CompletableFuture<RouteReply> reply = new CompletableFuture<>();
        Time.Timer timer = time.atMost(
                route.integration().timeout(), () -> reply.completeExceptionally(WebSocketFailure.timeout()));
        event.trace().began("integration request");
        integrated(route, event).whenComplete((done, failure) -> {
            timer.cancel();
            if (failure == null) {
                reply.complete(done);
            } else {
                reply.completeExceptionally(failure);
            }
        });
        return reply;
    }

    private CompletionStage<RouteReply> integrated(WebSocketRoute route, ConnectionEvent event) {
        try {
            return switch (route.integration()) {
                case WebSocketIntegration.Mock mock -> CompletableFuture.completedFuture(mock(route, event, mock));
                case WebSocketIntegration.Aws aws ->
                    called(event, aws.uri().service(), AwsRequests.of(event, aws))
                            .thenApply(response -> mapped(route, event, aws.responses(), of(aws, response)));
                case WebSocketIntegration.Function function ->
                    called(event, "lambda", AwsRequests.invocation(function.uri(), WebSocketProxyEvent.of(event)))
                            .thenApply(response -> oneWay(route, ProxyReply.of(response)));
                case WebSocketIntegration.Http endpoint ->
                    http.call(event, endpoint.uri(), endpoint.request())
                            .thenApply(response -> mapped(route, event, endpoint.responses(), Answer.of(response)));
                case WebSocketIntegration.HttpProxy endpoint ->
                    http.pass(event, endpoint.uri(), endpoint.request()).thenApply(response -> passed(route, response));
                case WebSocketIntegration.None _ -> CompletableFuture.completedFuture(RouteReply.silent(200));
                case WebSocketIntegration.NotHere absent -> throw WebSocketFailure.notHere(absent.what());
            };
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private static RouteReply passed(WebSocketRoute route, HttpResponse response) {
        return oneWay(route, new RouteReply(response.status(), Headers.none(), response.body()));
    }

    private CompletionStage<HttpResponse> called(ConnectionEvent event, String service, HttpRequest request) {
        event.trace().began(INTEGRATION);
        return event.trace().called(INTEGRATION, service, request, () -> backend.call(service, request));
    }

    /// A backend's response, and the text that selects the integration response.
    private record Answer(HttpResponse response, String selected) {
        static Answer of(HttpResponse response) {
            return new Answer(response, Integer.toString(response.status()));
        }
    }

    private static RouteReply mock(WebSocketRoute route, ConnectionEvent event, WebSocketIntegration.Mock mock) {
        String status = MockStatus.of(WebSocketRequestMapper.body(event, mock.request()))
                .orElseThrow(() -> WebSocketFailure.internal("the mock's request template gives no statusCode"));
        int code = Integer.parseInt(status);
        if (code < 200 || code > 599) {
            throw WebSocketFailure.internal("the mock's statusCode is not a status: " + status);
        }
        HttpResponse nothing = new HttpResponse(code, Headers.none(), NOTHING);
        return mapped(route, event, mock.responses(), new Answer(nothing, status));
    }

    /// Makes the answer. A function without proxy is selected by its error message, or an empty string when
    /// it succeeded.
    private static Answer of(WebSocketIntegration.Aws aws, HttpResponse response) {
        if (!aws.uri().isFunction()) {
            return Answer.of(response);
        }
        if (response.status() >= 300) {
            throw WebSocketFailure.badGateway("the function was not invoked: " + response.text());
        }
        return new Answer(response, errorMessage(response));
    }

    private static String errorMessage(HttpResponse response) {
        try {
            JsonNode answer = Json.parse(response.body());
            return answer.path("errorMessage").asText("");
        } catch (JsonSyntaxException _) {
            return "";
        }
    }

    private static RouteReply mapped(
            WebSocketRoute route, ConnectionEvent event, List<WebSocketIntegrationResponse> responses, Answer answer) {
        event.trace().began("integration response");
        return route.way() == Communication.ONE_WAY
                ? RouteReply.silent(answer.response().status())
                : WebSocketResponseMapper.map(event, responses, answer.response(), answer.selected());
    }

    /// Drops the body of a proxy's reply, unless the route has a route response; the headers of an opening's
    /// reply stay.
    private static RouteReply oneWay(WebSocketRoute route, RouteReply reply) {
        return route.way() == Communication.TWO_WAY ? reply : new RouteReply(reply.status(), reply.headers(), NOTHING);
    }
}
