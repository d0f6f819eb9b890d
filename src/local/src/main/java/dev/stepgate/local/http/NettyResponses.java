// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/// Converts our responses to Netty's.
final class NettyResponses {
    private NettyResponses() {}

    /// @throws IllegalArgumentException for a header field that HTTP does not allow
    static FullHttpResponse response(HttpResponse response) {
        HttpHeaders headers = headers(response.headers())
                .remove(HttpHeaderNames.TRANSFER_ENCODING)
                .remove(HttpHeaderNames.CONNECTION)
                .set(HttpHeaderNames.CONTENT_LENGTH, response.length());
        if (!headers.contains(HttpHeaderNames.DATE)) {
            headers.set(HttpHeaderNames.DATE, HttpDate.now());
        }
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                Unpooled.wrappedBuffer(response.body()),
                headers,
                EmptyHttpHeaders.INSTANCE);
    }

    /// Returns the answer to HEAD, with the length of the answer to GET where the response gives it (RFC
    /// 9110, section 9.3.2).
    static FullHttpResponse describing(HttpResponse response) {
        FullHttpResponse wire = response(response).replace(Unpooled.EMPTY_BUFFER);
        response.headers()
                .first("Content-Length")
                .ifPresent(length -> wire.headers().set(HttpHeaderNames.CONTENT_LENGTH, length));
        return wire;
    }

    static HttpHeaders headers(Headers headers) {
        HttpHeaders wire = new DefaultHttpHeaders();
        headers.fields().forEach(field -> wire.add(field.name(), field.value()));
        return wire;
    }
}
