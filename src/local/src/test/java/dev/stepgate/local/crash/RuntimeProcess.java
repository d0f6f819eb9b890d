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

/// A [CrashedRuntime] and what is asked of it over HTTP.
final class RuntimeProcess implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
        try {
            HttpRequest request = HttpRequest.newBuilder(endpoint.join())
                    .timeout(PATIENCE)
                    .header("X-Amz-Target", target)
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .POST(HttpRequest.BodyPublishers.ofString(Json.write(input)))
                    .build();
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? Optional.of(response.body().isEmpty() ? input.objectNode() : Json.parse(response.body()))
                    : refused(target, response);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// A token of a task that has been answered already is no surprise.
    private static Optional<JsonNode> refused(String target, HttpResponse<String> response) {
        if (response.body().contains("TaskTimedOut")) {
            return Optional.empty();
        }
        throw new IllegalStateException(target + ": " + response.statusCode() + " " + response.body());
    }
}
