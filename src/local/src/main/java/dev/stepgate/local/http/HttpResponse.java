// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.nio.charset.StandardCharsets;

/// A whole HTTP response. The server writes `Content-Length`, `Connection` and `Date`; only an answer to HEAD
/// may give the length of the content it describes.
///
/// @param status 200 to 599
/// @param body empty when there is none; must not be modified
@SuppressWarnings("ArrayRecordComponent")
public record HttpResponse(int status, Headers headers, byte[] body) {

    public HttpResponse {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("a response's status is 200 to 599, not " + status);
        }
    }

    public static HttpResponse of(int status, String contentType, String body) {
        return new HttpResponse(status, Headers.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    /// The body as UTF-8; a malformed sequence becomes U+FFFD.
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
