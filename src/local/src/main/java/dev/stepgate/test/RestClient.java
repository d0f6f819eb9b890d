// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.util.function.Supplier;

/// Sends requests to an API, at one stage. Paths are relative to the stage and percent-encoded; headers are
/// names and values alternately.
public final class RestClient {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI base;
    private final Supplier<String> inFlight;

    /// @param inFlight describes the possible reason when an answer takes too long
    RestClient(URI base, Supplier<String> inFlight) {
        this.base = base;
        this.inFlight = inFlight;
    }

    /// Makes a client for an API that runs anywhere, such as on AWS.
    ///
    /// @param stage its URL with the stage, without a final slash
    public static RestClient of(URI stage) {
        return new RestClient(stage, () -> "");
    }

    /// The URL of the stage, without a final slash.
    public URI base() {
        return base;
    }

    public RestAnswer get(String path, String... headers) {
        return send("GET", path, BodyPublishers.noBody(), headers);
    }

    /// @param json the body, sent as `application/json`
    public RestAnswer post(String path, String json) {
        return send("POST", path, json, "Content-Type", "application/json");
    }

    /// @param method such as `OPTIONS`
    /// @param body may be empty
    public RestAnswer send(String method, String path, String body, String... headers) {
        return send(method, path, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body), headers);
    }

    /// Sends a request with a body that is not text.
    public RestAnswer send(String method, String path, byte[] body, String... headers) {
        return send(method, path, BodyPublishers.ofByteArray(body), headers);
    }

    private RestAnswer send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(RealTimeLimit.LIMIT)
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new RestAnswer(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (HttpTimeoutException _) {
            throw RealTimeLimit.tooLong(method + " " + base + path + " was not answered", inFlight.get());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + base + path + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw RealTimeLimit.interrupted(e);
        }
    }
}
