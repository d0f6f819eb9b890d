// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Joins the frames of a message (RFC 6455, section 5.4). The decoder has checked their order.
final class FragmentedMessage {
    private static final byte[] NOTHING = {};

    private final int limit;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream(0);
    private boolean text;

    FragmentedMessage(int limit) {
        this.limit = limit;
    }

    /// Adds the next data frame.
    ///
    /// @throws CorruptedWebSocketFrameException when the message grows too large
    void add(WebSocketFrame frame, boolean first) {
        if (first) {
            text = frame instanceof TextWebSocketFrame;
        }
        if (bytes.size() + frame.content().readableBytes() > limit) {
            bytes = new ByteArrayOutputStream(0);
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.MESSAGE_TOO_BIG, "The message is larger than " + limit + " bytes");
        }
        byte[] part = new byte[frame.content().readableBytes()];
        frame.content().readBytes(part);
        bytes.writeBytes(part);
    }

    boolean isText() {
        return text;
    }

    /// Returns the whole message; the next frame begins a new one.
    byte[] take() {
        byte[] message = bytes.size() == 0 ? NOTHING : bytes.toByteArray();
        bytes = new ByteArrayOutputStream(0);
        return message;
    }

    /// @throws CorruptedWebSocketFrameException when the bytes are not UTF-8 (RFC 6455, section 8.1)
    static String decode(byte[] message) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(message))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new CorruptedWebSocketFrameException(
                    WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "The text is not UTF-8");
        }
    }
}
