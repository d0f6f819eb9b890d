// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server of this test in place of AWS services. It answers each action with the answers that it was given, in
/// turn, the last one again and again; other requests with `{}`.
final class ServiceElsewhere implements AutoCloseable {
    private final Map<String, Queue<String>> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    ServiceElsewhere() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /// @param action after the dot of `X-Amz-Target`; the path of a request without it
    /// @param bodies JSON with single quotes
    ServiceElsewhere answering(String action, String... bodies) {
        answers.put(action, new ConcurrentLinkedQueue<>(List.of(bodies)));
        return this;
    }

    /// The requests in their order: `ACTION BODY`, or `METHOD PATH BODY`.
    List<String> asked() {
        return asked;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String action = target == null ? exchange.getRequestURI().getPath() : target.substring(target.indexOf('.') + 1);
        asked.add(
                (target == null ? exchange.getRequestMethod() + " " + exchange.getRequestURI() : action) + " " + body);
        Queue<String> left = answers.getOrDefault(action, new ConcurrentLinkedQueue<>(List.of("{}")));
        String answer = left.size() > 1 ? left.remove() : left.element();
        byte[] bytes = answer.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(answer.contains("__type") ? 400 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
