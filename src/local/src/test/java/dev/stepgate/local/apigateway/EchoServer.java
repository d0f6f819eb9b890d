// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// An HTTP endpoint on any free port: `/raw` returns the body of the request, `/post` puts it into `json` as
/// JSON, `/status/404` answers with that status. It records its requests.
public final class EchoServer implements AutoCloseable {
    public final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public record Asked(String method, String uri, Map<String, List<String>> headers, String body) {}

    public EchoServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String path = exchange.getRequestURI().getPath();
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Map.copyOf(exchange.getRequestHeaders()),
                body));
        byte[] answer = (path.equals("/post") ? json(body) : body).getBytes(StandardCharsets.UTF_8);
        int status = path.startsWith("/status/") ? Integer.parseInt(path.substring("/status/".length())) : 200;
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("X-Answered-By", "echo");
        exchange.getResponseHeaders().set("x-amzn-RequestId", "its-own");
        exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static String json(String body) {
        ObjectNode answer = Json.mapper().createObjectNode();
        answer.set("json", body.isEmpty() ? NullNode.instance : Json.parse(body));
        return Json.write(answer);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
