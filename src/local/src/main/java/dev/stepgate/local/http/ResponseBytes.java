// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/// Writes an answer with a small body in one piece, as Netty's encoder would. That makes an object of each header
/// field, and hands head and body to the system apart.
final class ResponseBytes {
    private static final int MAX_BODY = 16 << 10;
    private static final int HEAD_BYTES = 512;
    private static final int NO_CONTENT = 204;
    private static final int RESET_CONTENT = 205;
    private static final int NOT_MODIFIED = 304;
    private static final Set<Integer> WITHOUT_BODY = Set.of(NO_CONTENT, RESET_CONTENT, NOT_MODIFIED);

    private ResponseBytes() {}

    /// Returns the answer to a request that is not HEAD; empty when it is for Netty's encoder, which also tells
    /// header fields that HTTP does not allow.
    ///
    /// @param connection the value of the field `Connection`; empty for none
    static Optional<ByteBuf> of(ByteBufAllocator allocator, HttpResponse response, String connection) {
        byte[] body = response.body();
        if (body.length > MAX_BODY || WITHOUT_BODY.contains(response.status()) || !isValid(response.headers())) {
            return Optional.empty();
        }
        ByteBuf bytes = allocator.ioBuffer(HEAD_BYTES + body.length);
        status(bytes, response.status());
        fields(bytes, response);
        if (!connection.isEmpty()) {
            field(bytes, "connection", connection);
        }
        return Optional.of(text(bytes, "\r\n").writeBytes(body));
    }

    private static void fields(ByteBuf bytes, HttpResponse response) {
        boolean isDated = false;
        for (Header field : response.headers().fields()) {
            if (!isWrittenByServer(field.name())) {
                field(bytes, field.name(), field.value());
                isDated = isDated || field.name().equalsIgnoreCase("date");
            }
        }
        field(bytes, "content-length", Integer.toString(response.body().length));
        if (!isDated) {
            field(bytes, "date", HttpDate.now());
        }
    }

    private static boolean isValid(Headers headers) {
        for (Header field : headers.fields()) {
            if (field.name().isEmpty()
                    || HttpHeaderValidationUtil.validateToken(field.name()) != -1
                    || HttpHeaderValidationUtil.validateValidHeaderValue(field.value()) != -1) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWrittenByServer(String name) {
        return name.equalsIgnoreCase("content-length")
                || name.equalsIgnoreCase("connection")
                || name.equalsIgnoreCase("transfer-encoding");
    }

    private static void status(ByteBuf bytes, int code) {
        HttpResponseStatus status = HttpResponseStatus.valueOf(code);
        text(text(bytes, "HTTP/1.1 "), Integer.toString(code)).writeByte(' ');
        text(text(bytes, status.reasonPhrase()), "\r\n");
    }

    private static void field(ByteBuf bytes, String name, String value) {
        text(text(text(text(bytes, name), ": "), value), "\r\n");
    }

    private static ByteBuf text(ByteBuf bytes, String text) {
        bytes.writeCharSequence(text, StandardCharsets.US_ASCII);
        return bytes;
    }
}
