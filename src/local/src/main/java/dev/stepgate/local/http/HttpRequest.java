// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.nio.charset.StandardCharsets;

/// A whole HTTP request.
///
/// @param method as sent, `GET`
/// @param rawPath the path of the request target, percent-encoded as sent, always with a leading `/`
/// @param rawQuery the text after the `?`, as sent; empty when there is none
/// @param headers as sent
/// @param body empty when there is none; must not be modified
/// @param sourceIp the address of the client, such as `127.0.0.1`
/// @param protocol `HTTP/1.1`
@SuppressWarnings("ArrayRecordComponent")
public record HttpRequest(
        String method,
        String rawPath,
        String rawQuery,
        Headers headers,
        byte[] body,
        String sourceIp,
        String protocol) {

    private static final byte[] NOTHING = {};
    private static final int SMALL_BYTES = 16 << 10;

    /// A request made inside this JVM.
    ///
    /// @param target path and, after a `?`, query
    public static HttpRequest of(String method, String target, Headers headers, byte[] body) {
        int mark = target.indexOf('?');
        String path = mark < 0 ? target : target.substring(0, mark);
        String query = mark < 0 ? "" : target.substring(mark + 1);
        return new HttpRequest(method, path, query, headers, body, "127.0.0.1", "HTTP/1.1");
    }

    public static HttpRequest of(String method, String target) {
        return of(method, target, Headers.none(), NOTHING);
    }

    public HttpRequest with(Headers other) {
        return new HttpRequest(method, rawPath, rawQuery, other, body, sourceIp, protocol);
    }

    public HttpRequest withPath(String path) {
        return path.equals(rawPath) ? this : new HttpRequest(method, path, rawQuery, headers, body, sourceIp, protocol);
    }

    /// The path and, after a `?`, the query, as sent.
    public String target() {
        return rawQuery.isEmpty() ? rawPath : rawPath + "?" + rawQuery;
    }

    /// Returns true when the body is so small that reading it may be brief ([HttpHandler#isBrief]).
    public boolean isSmall() {
        return body.length <= SMALL_BYTES;
    }

    /// The body as UTF-8; a malformed sequence becomes U+FFFD.
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    public QueryString query() {
        return QueryString.parse(rawQuery);
    }
}
