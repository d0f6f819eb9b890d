// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.sam;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Implements the part of the [runtime API](https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html)
/// that one invocation needs: gives the function one event and receives its answer.
final class RuntimeApi implements AutoCloseable {
    private static final String REQUEST_ID = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";
    private static final String FUNCTION_ARN = "arn:aws:lambda:us-east-1:123456789012:function:built";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private final AtomicBoolean handedOut = new AtomicBoolean();
    private final byte[] event;

    /// The function's answer: the JSON of its result, or of its error.
    record Answer(boolean succeeded, String json) {}

    RuntimeApi(byte[] event) throws IOException {
        this.event = event.clone();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/2018-06-01/runtime/invocation/next", this::next);
        server.createContext("/2018-06-01/runtime/invocation/" + REQUEST_ID + "/response", it -> accept(it, true));
        server.createContext("/2018-06-01/runtime/invocation/" + REQUEST_ID + "/error", it -> accept(it, false));
        server.createContext("/2018-06-01/runtime/init/error", it -> accept(it, false));
        server.start();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    Answer answer() throws Exception {
        return answer.get(60, TimeUnit.SECONDS);
    }

    void failed(String why) {
        answer.completeExceptionally(new IllegalStateException(why));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /// Answers a request for the next event. The second one stays open, as on Lambda when there is no further
    /// invocation.
    private void next(HttpExchange exchange) throws IOException {
        if (handedOut.compareAndSet(false, true)) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", REQUEST_ID);
            exchange.getResponseHeaders().add("Lambda-Runtime-Deadline-Ms", "9999999999999");
            exchange.getResponseHeaders().add("Lambda-Runtime-Invoked-Function-Arn", FUNCTION_ARN);
            exchange.sendResponseHeaders(200, event.length);
            exchange.getResponseBody().write(event);
            exchange.close();
        }
    }

    private void accept(HttpExchange exchange, boolean succeeded) throws IOException {
        answer.complete(
                new Answer(succeeded, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
    }
}
