// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.gateway.MockStatus;
import dev.stepgate.local.gateway.websocket.Route.Communication;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.time.Time;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Takes events through the integration of their route, and back.
final class RouteCall {
    private static final byte[] NOTHING = {};

    private final Backend backend;
    private final HttpBackend http;
    private final Time time;

    RouteCall(Backend backend, Time time) {
        this.backend = backend;
        this.http = new HttpBackend(time);
        this.time = time;
    }

    /// Fails with a [GatewayFailure], or with whatever went wrong inside.
    CompletionStage<Reply> call(Route route, Event event) {
        CompletableFuture<Reply> reply = new CompletableFuture<>();
        Time.Timer timer =
                time.atMost(route.integration().timeout(), () -> reply.completeExceptionally(GatewayFailure.timeout()));
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

    private CompletionStage<Reply> integrated(Route route, Event event) {
        try {
            return switch (route.integration()) {
                case Integration.Mock mock -> CompletableFuture.completedFuture(mock(route, event, mock));
                case Integration.Aws aws ->
                    backend.call(aws.uri().service(), AwsRequests.of(event, aws))
                            .thenApply(response -> mapped(route, event, aws.responses(), of(aws, response)));
                case Integration.Function function ->
                    backend.call("lambda", AwsRequests.invocation(function.uri(), ProxyEvent.of(event)))
                            .thenApply(response -> oneWay(route, ProxyReply.of(response)));
                case Integration.Http endpoint ->
                    http.call(event, endpoint.uri(), endpoint.request())
                            .thenApply(response -> mapped(route, event, endpoint.responses(), Answer.of(response)));
                case Integration.HttpProxy endpoint ->
                    http.pass(event, endpoint.uri(), endpoint.request())
                            .thenApply(response ->
                                    oneWay(route, new Reply(response.status(), Headers.none(), response.body())));
            };
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /// What came back, and the text that integration responses are selected by.
    private record Answer(HttpResponse response, String selected) {
        static Answer of(HttpResponse response) {
            return new Answer(response, Integer.toString(response.status()));
        }
    }

    private static Reply mock(Route route, Event event, Integration.Mock mock) {
        String status = MockStatus.of(RequestMapper.body(event, mock.request()))
                .orElseThrow(() -> GatewayFailure.internal("the mock's request template gives no statusCode"));
        int code = Integer.parseInt(status);
        if (code < 200 || code > 599) {
            throw GatewayFailure.internal("the mock's statusCode is no status: " + status);
        }
        HttpResponse nothing = new HttpResponse(code, Headers.none(), NOTHING);
        return mapped(route, event, mock.responses(), new Answer(nothing, status));
    }

    /// A function without proxy is selected by the message of its error, an empty text when it succeeded.
    private static Answer of(Integration.Aws aws, HttpResponse response) {
        if (!aws.uri().isFunction()) {
            return Answer.of(response);
        }
        if (response.status() >= 300) {
            throw GatewayFailure.badGateway("the function was not invoked: " + response.text());
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

    private static Reply mapped(Route route, Event event, List<IntegrationResponse> responses, Answer answer) {
        return route.way() == Communication.ONE_WAY
                ? Reply.silent(answer.response().status())
                : ResponseMapper.map(event, responses, answer.response(), answer.selected());
    }

    /// Of a proxy's reply, a client without a route response hears nothing; headers of an opening count all the same.
    private static Reply oneWay(Route route, Reply reply) {
        return route.way() == Communication.TWO_WAY ? reply : new Reply(reply.status(), reply.headers(), NOTHING);
    }
}
