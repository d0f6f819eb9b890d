// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/// Requests to an API, at one stage. Paths are those below the stage, percent-encoded; headers are names and values in
/// turn.
public final class RestClient {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;

    RestClient(URI base) {
        this.base = base;
    }

    /// The URL of the stage, without a final slash.
    public URI base() {
        return base;
    }

    public RestAnswer get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    /// @param json the body, sent as `application/json`
    public RestAnswer post(String path, String json) {
        return send("POST", path, json, "Content-Type", "application/json");
    }

    /// @param method as `OPTIONS`
    public RestAnswer send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Patience.LIMIT)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new RestAnswer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + base + path + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
    }
}
