// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A WebSocket client that sends exactly the frames it is told to (RFC 6455, section 5.2).
final class RawWebSocket implements AutoCloseable {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;
    static final int LAST = 0x80;
    static final String HANDSHAKE = """
            GET /stage HTTP/1.1\r
            Host: a\r
            Connection: keep-alive, Upgrade\r
            Upgrade: websocket\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            \r
            """;

    private static final int MASKED = 0x80;
    private static final byte[] MASK = {1, 2, 3, 4};

    private final RawConnection connection;
    private final String handshake;

    RawWebSocket(int port) throws IOException {
        connection = new RawConnection(port);
        handshake = connection.send(HANDSHAKE).readResponse();
    }

    /// The server's answer to the opening handshake.
    String handshake() {
        return handshake;
    }

    RawConnection connection() {
        return connection;
    }

    RawWebSocket sendText(String text) {
        return send(LAST | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    RawWebSocket send(int firstByte, byte[] payload) {
        connection.send(frame(firstByte, payload));
        return this;
    }

    static byte[] frame(int firstByte, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(header(firstByte, payload.length, MASKED));
        frame.writeBytes(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ MASK[i % MASK.length]);
        }
        return frame.toByteArray();
    }

    static byte[] unmaskedFrame(int firstByte, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(header(firstByte, payload.length, 0));
        frame.writeBytes(payload);
        return frame.toByteArray();
    }

    private static byte[] header(int firstByte, int length, int mask) {
        if (length < 126) {
            return new byte[] {(byte) firstByte, (byte) (mask | length)};
        }
        return length < 1 << 16
                ? new byte[] {(byte) firstByte, (byte) (mask | 126), (byte) (length >> 8), (byte) length}
                : ByteBuffer.allocate(10)
                        .put((byte) firstByte)
                        .put((byte) (mask | 127))
                        .putLong(length)
                        .array();
    }

    Frame read() throws IOException {
        byte[] head = connection.readBytes(2);
        if (head.length < 2) {
            throw new IOException("the connection ended without a frame");
        }
        int length = head[1] & 0x7f;
        if (length == 126) {
            length = ByteBuffer.wrap(connection.readBytes(2)).getShort() & 0xffff;
        } else if (length == 127) {
            length = Math.toIntExact(ByteBuffer.wrap(connection.readBytes(8)).getLong());
        }
        return new Frame(head[0] & 0xff, connection.readBytes(length));
    }

    @Override
    public void close() {
        connection.close();
    }

    /// @param firstByte final flag, reserved bits and opcode
    @SuppressWarnings("ArrayRecordComponent")
    record Frame(int firstByte, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int closeCode() {
            return ByteBuffer.wrap(payload).getShort();
        }
    }
}
