// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// One WebSocket on a plain socket: short text frames only.
final class WebSocketClient implements AutoCloseable {
    private static final int CLIENTS_PER_ADDRESS = 15_000;
    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int MAX_BYTES = 125;

    private final Socket socket;

    private WebSocketClient(Socket socket) {
        this.socket = socket;
    }

    /// @param number spreads the clients over 127.0.0.1, 127.0.0.2 and so on, because one address would not
    /// have enough ports
    static WebSocketClient open(URI target, int number) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress("127.0.0." + (1 + number / CLIENTS_PER_ADDRESS), 0));
        socket.connect(new InetSocketAddress(target.getHost(), target.getPort()));
        socket.getOutputStream()
                .write("""
                GET %s HTTP/1.1\r
                Host: %s\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """.formatted(target.getPath(), target.getAuthority()).getBytes(StandardCharsets.US_ASCII));
        String head = head(socket.getInputStream());
        if (!head.startsWith("HTTP/1.1 101 ")) {
            socket.close();
            throw new IOException("not opened: " + head.lines().findFirst().orElse(""));
        }
        return new WebSocketClient(socket);
    }

    private static String head(InputStream input) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = input.read();
            if (next < 0) {
                throw new EOFException("the connection ended within the handshake");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /// Sends a message and waits for one.
    String ask(String message) throws IOException {
        byte[] payload = message.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[6 + payload.length];
        frame[0] = (byte) TEXT;
        frame[1] = (byte) (MASKED | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        socket.getOutputStream().write(frame);
        InputStream input = socket.getInputStream();
        byte[] head = input.readNBytes(2);
        if (head.length < 2 || (head[0] & 0xff) != TEXT || head[1] > MAX_BYTES) {
            throw new IOException("expected a short text frame");
        }
        return new String(input.readNBytes(head[1]), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
