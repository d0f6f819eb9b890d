// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpHeaderValidationUtil;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// Writes an answer with a small body in one piece, as Netty's encoder would. That makes an object of each header
/// field, and hands head and body to the system apart. The head is put together in an array, because each byte of a
/// [ByteBuf] is checked.
final class ResponseBytes {
    private static final int MAX_BODY = 16 << 10;
    private static final int HEAD_BYTES = 512;
    private static final char LAST_OF_ASCII = 0x7f;
    private static final int NO_CONTENT = 204;
    private static final int RESET_CONTENT = 205;
    private static final int NOT_MODIFIED = 304;
    private static final Set<Integer> WITHOUT_BODY = Set.of(NO_CONTENT, RESET_CONTENT, NOT_MODIFIED);

    private byte[] bytes;
    private int length;

    private ResponseBytes(int room) {
        bytes = new byte[room];
    }

    /// Returns the answer to a request that is not HEAD; empty when it is for Netty's encoder, which also tells
    /// header fields that HTTP does not allow.
    ///
    /// @param connection the value of the field `Connection`; empty for none
    static Optional<ByteBuf> of(ByteBufAllocator allocator, HttpResponse response, String connection) {
        byte[] body = response.body();
        if (body.length > MAX_BODY || WITHOUT_BODY.contains(response.status()) || !isValid(response.headers())) {
            return Optional.empty();
        }
        ResponseBytes head = new ResponseBytes(HEAD_BYTES);
        head.status(response.status());
        head.fields(response);
        if (!connection.isEmpty()) {
            head.field("connection", connection);
        }
        head.text("\r\n");
        ByteBuf whole = allocator.ioBuffer(head.length + body.length);
        return Optional.of(whole.writeBytes(head.bytes, 0, head.length).writeBytes(body));
    }

    private void fields(HttpResponse response) {
        boolean isDated = false;
        for (Header field : response.headers().fields()) {
            if (!isWrittenByServer(field.name())) {
                field(field.name(), field.value());
                isDated = isDated || field.name().equalsIgnoreCase("date");
            }
        }
        field("content-length", Integer.toString(response.body().length));
        if (!isDated) {
            field("date", HttpDate.now());
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

    private void status(int code) {
        text("HTTP/1.1 ");
        text(Integer.toString(code));
        text(" ");
        text(HttpResponseStatus.valueOf(code).reasonPhrase());
        text("\r\n");
    }

    private void field(String name, String value) {
        text(name);
        text(": ");
        text(value);
        text("\r\n");
    }

    /// Adds ASCII; any other character becomes a question mark.
    private void text(String text) {
        if (bytes.length - length < text.length()) {
            bytes = Arrays.copyOf(bytes, 2 * (length + text.length()));
        }
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            bytes[length++] = (byte) (letter <= LAST_OF_ASCII ? letter : '?');
        }
    }
}
