// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A whole HTTP response. The server writes `Content-Length`, `Connection` and `Date`; only an answer to HEAD
/// may give the length of the content it describes.
///
/// @param status 200 to 599
/// @param body empty when there is none; must not be modified
/// @param file follows the body; empty for nearly every response
@SuppressWarnings("ArrayRecordComponent")
public record HttpResponse(int status, Headers headers, byte[] body, List<FilePart> file) {

    public HttpResponse {
        file = List.copyOf(file);
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("a response's status must be 200 to 599, not " + status);
        }
    }

    public HttpResponse(int status, Headers headers, byte[] body) {
        this(status, headers, body, List.of());
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
        return new HttpResponse(status, other, body, file);
    }

    /// The number of bytes of body and file.
    public long length() {
        return body.length + file.stream().mapToLong(FilePart::length).sum();
    }

    /// Returns the same response with all its bytes in the body.
    public HttpResponse inMemory() {
        if (file.isEmpty()) {
            return this;
        }
        ByteBuffer whole = ByteBuffer.allocate(Math.toIntExact(length())).put(body);
        for (FilePart part : file) {
            part.read(0, whole.limit(whole.position() + (int) part.length()));
        }
        return new HttpResponse(status, headers, whole.array());
    }

    /// The body as UTF-8; a malformed sequence becomes U+FFFD.
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
