// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The answer of an API.
public final class RestAnswer {
    private final int status;
    private final HttpHeaders headers;
    private final byte[] body;

    RestAnswer(HttpResponse<byte[]> response) {
        this.status = response.statusCode();
        this.headers = response.headers();
        this.body = response.body();
    }

    public int status() {
        return status;
    }

    public HttpHeaders headers() {
        return headers;
    }

    /// The first value of a header.
    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /// The body as UTF-8.
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /// The body, unchanged.
    public byte[] bytes() {
        return body.clone();
    }

    /// The body as JSON.
    ///
    /// @throws IllegalArgumentException when it is not JSON
    public JsonNode json() {
        return Stepgate.json(text());
    }

    @Override
    public String toString() {
        return status + " " + text();
    }
}
