// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stepgate.local.aws.AwsEndpoint;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpLimits;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.http.HttpServer;
import dev.stepgate.local.http.ServerAddress;
import dev.stepgate.local.http.ServerHandlers;
import dev.stepgate.local.log.LogEvent;
import dev.stepgate.local.time.RealTime;
import dev.stepgate.local.time.Time;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/// A gateway behind a server, in front of a backend that a test writes.
@SuppressWarnings("NullAway")
final class Gateways implements AutoCloseable {
    final WebSocketConnections connections = new WebSocketConnections();

    /// The calls of the backend, in order.
    final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

    /// The lines of the stage's access log.
    final BlockingQueue<String> accessLog = new LinkedBlockingQueue<>();
    final BlockingQueue<LogEvent> log = new LinkedBlockingQueue<>();

    private final HttpServer server;

    record Call(String service, HttpRequest request) {}

    /// Makes a gateway with mocks only.
    Gateways(Definition definition) {
        this(definition, answering(500, ""));
    }

    Gateways(Definition definition, Function<Call, CompletionStage<HttpResponse>> backend) {
        this(definition.api(), new RealTime(), backend);
    }

    Gateways(Definition definition, Time time) {
        this(definition.api(), time, answering(500, ""));
    }

    Gateways(WebSocketApi api, Time time, Function<Call, CompletionStage<HttpResponse>> backend) {
        AwsEndpoint endpoint = new AwsEndpoint(List.of(connections));
        WebSocketBackend recording = (service, request) -> {
            if (service.equals("execute-api")) {
                return endpoint.call(service, request);
            }
            Call call = new Call(service, request);
            calls.add(call);
            return backend.apply(call);
        };
        WebSocketGateway gateway = new WebSocketGateway(
                new ConnectionDependencies(api, recording, time, connections, accessLog::add, log::add));
        server = HttpServer.start(
                ServerAddress.loopback(0), HttpLimits.apiGateway(), ServerHandlers.both(gateway, gateway));
    }

    int port() {
        return server.port();
    }

    TestClient client(String... headers) throws Exception {
        return new TestClient(port(), "/api", headers);
    }

    /// Returns the status that refuses an opening.
    int refusal(String target, String... headers) {
        ExecutionException failure =
                catchThrowableOfType(ExecutionException.class, () -> new TestClient(port(), target, headers).close());
        return ((WebSocketHandshakeException) failure.getCause()).getResponse().statusCode();
    }

    /// Makes a backend that always gives this answer.
    static Function<Call, CompletionStage<HttpResponse>> answering(int status, String json) {
        return _ -> answer(status, json);
    }

    static CompletionStage<HttpResponse> answer(int status, String json) {
        return CompletableFuture.completedFuture(HttpResponse.of(status, "application/json", json));
    }

    /// Makes Lambda's answer for a function that fails.
    static HttpResponse functionError(String json) {
        return new HttpResponse(
                200, Headers.of("X-Amz-Function-Error", "Unhandled"), json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        server.close();
    }
}
