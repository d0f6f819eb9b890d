// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Sends requests that leave this JVM. The client, with its threads, is made for the first one.
final class HttpRequests {

    /// The maximum duration of an HTTP task, after which the stage has an [HttpTimeoutException].
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /// Headers that the client sets itself.
    private static final Set<String> RESTRICTED = Set.of("connection", "content-length", "expect", "host", "upgrade");

    private @Nullable HttpClient client;

    /// Sends a request; failures are in the stage, never thrown.
    CompletionStage<HttpResponse> send(JsonNode parameters) {
        try {
            return client().sendAsync(request(parameters), BodyHandlers.ofByteArray())
                    .thenApply(HttpResponse::received);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
        }
        return client;
    }

    private static HttpRequest request(JsonNode parameters) {
        String endpoint = JsonNodes.member(parameters, "ApiEndpoint").orElse("");
        Headers headers = HttpMessageParts.headers(parameters);
        Optional<byte[]> body = HttpMessageParts.body(parameters, headers);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(endpoint + HttpMessageParts.query(parameters)))
                .timeout(TIMEOUT)
                .method(
                        JsonNodes.member(parameters, "Method").orElse("GET"),
                        body.map(BodyPublishers::ofByteArray).orElseGet(BodyPublishers::noBody));
        if (body.isPresent() && !headers.contains("Content-Type")) {
            headers = headers.plus("Content-Type", "application/json");
        }
        for (Header header : headers.fields()) {
            if (!RESTRICTED.contains(header.name().toLowerCase(Locale.ROOT))) {
                request.header(header.name(), header.value());
            }
        }
        return request.build();
    }
}
