// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A whole HTTP response. The server writes `Content-Length`, `Connection` and `Date`; only an answer to HEAD
/// may give the length of the content it describes.
///
/// @param status 200 to 599
/// @param body empty when there is none; must not be modified
@SuppressWarnings("ArrayRecordComponent")
public record HttpResponse(int status, Headers headers, byte[] body) {

    public HttpResponse {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("a response's status must be 200 to 599, not " + status);
        }
    }

    public static HttpResponse of(int status, String contentType, String body) {
        return new HttpResponse(status, Headers.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    /// Returns the answer of another server, without the pseudo-headers of HTTP/2 (`:status`).
    public static HttpResponse received(java.net.http.HttpResponse<byte[]> response) {
        List<Header> fields = new ArrayList<>();
        response.headers()
                .map()
                .forEach((name, values) -> values.forEach(value -> {
                    if (!name.startsWith(":")) {
                        fields.add(new Header(name, value));
                    }
                }));
        return new HttpResponse(response.statusCode(), Headers.of(fields), response.body());
    }

    public HttpResponse with(Headers other) {
        return new HttpResponse(status, other, body);
    }

    /// The body as UTF-8; a malformed sequence becomes U+FFFD.
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
