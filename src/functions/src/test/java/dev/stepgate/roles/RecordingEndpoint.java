// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.roles;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stands between functions and the AWS endpoint, and writes down which function makes which call: each has an
/// access key of its own, which its SDK signs with.
final class RecordingEndpoint implements AutoCloseable {
    private static final Pattern KEY = Pattern.compile("Credential=(\\w+)/");
    private static final Set<String> NOT_SENT =
            Set.of("host", "connection", "content-length", "transfer-encoding", "expect", "upgrade");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Queue<RecordedCall> calls = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private volatile String target = "";

    RecordingEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// @param awsEndpoint URL to pass requests on to
    void passTo(String awsEndpoint) {
        target = awsEndpoint;
    }

    Queue<RecordedCall> calls() {
        return calls;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        record(exchange, body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()))
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!NOT_SENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            answer.headers().map().forEach((name, values) -> {
                if (!NOT_SENT.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                    exchange.getResponseHeaders().put(name, values);
                }
            });
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            exchange.close();
        }
    }

    private void record(HttpExchange exchange, byte[] body) {
        String signed = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElseGet(() -> exchange.getRequestURI().getQuery());
        Matcher key = KEY.matcher(String.valueOf(signed));
        if (!key.find()) {
            throw new IllegalStateException("a call that nobody has signed: " + exchange.getRequestURI());
        }
        String role = Policies.roleOf(key.group(1));
        String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        if (operation == null) {
            String action = exchange.getRequestMethod().equals("PUT") ? "s3:PutObject" : "s3:GetObject";
            calls.add(new RecordedCall(
                    role,
                    action,
                    "arn:aws:s3:::" + exchange.getRequestURI().getPath().substring(1)));
        } else {
            String service = operation.startsWith("AWSStepFunctions.") ? "states" : "secretsmanager";
            calls.add(
                    RecordedCall.of(role, service, operation.substring(operation.indexOf('.') + 1), Json.parse(body)));
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
