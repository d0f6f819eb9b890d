// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.crash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/// A [CrashedRuntime] and what is asked of it over HTTP.
final class RuntimeProcess implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String S3 =
            "AWS4-HMAC-SHA256 Credential=x/20260301/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=x";

    private final Process process;
    private final CompletableFuture<URI> endpoint;

    RuntimeProcess(Path template, Path data) throws IOException {
        String java = ProcessHandle.current().info().command().orElse("java");
        process = new ProcessBuilder(List.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashedRuntime.class.getName(),
                        template.toString(),
                        data.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        endpoint = new CompletableFuture<>();
        Thread.ofVirtual().start(this::read);
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("serves ")) {
                    endpoint.complete(URI.create(line.substring("serves ".length())));
                }
            }
            endpoint.completeExceptionally(new IOException("it has ended"));
        } catch (IOException e) {
            endpoint.completeExceptionally(e);
        }
    }

    CompletableFuture<URI> ready() {
        return endpoint;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// As by `kill -9`.
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    /// What is answered with 200; empty when the process ends before that.
    Optional<JsonNode> call(String target, ObjectNode input) {
        return send(
                        target,
                        "",
                        request -> request.header("X-Amz-Target", target)
                                .header("Content-Type", "application/x-amz-json-1.0")
                                .POST(HttpRequest.BodyPublishers.ofString(Json.write(input))))
                .map(body -> body.isEmpty() ? input.objectNode() : Json.parse(body));
    }

    /// An operation of the query protocol.
    ///
    /// @param form URL-encoded, with `Action`
    Optional<String> query(String form) {
        return send(
                form,
                "",
                request -> request.header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    /// An operation on an object of S3.
    ///
    /// @param path `bucket/key`, perhaps with a query
    Optional<String> object(String method, String path, String body) {
        return send(
                method + " " + path,
                "/" + path,
                request ->
                        request.header("Authorization", S3).method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    private Optional<String> send(String name, String path, UnaryOperator<HttpRequest.Builder> call) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(endpoint.join().resolve(path)).timeout(PATIENCE);
            HttpResponse<String> response =
                    CLIENT.send(call.apply(request).build(), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() / 100 == 2 ? Optional.of(response.body()) : refused(name, response);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// A token of a task that has been answered already is no surprise.
    private static Optional<String> refused(String target, HttpResponse<String> response) {
        if (response.body().contains("TaskTimedOut")) {
            return Optional.empty();
        }
        throw new IllegalStateException(target + ": " + response.statusCode() + " " + response.body());
    }
}
