// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A client that sends exactly the bytes it is told to.
final class RawConnection implements AutoCloseable {
    private static final int READ_MILLIS = 20_000;

    private final Socket socket;

    RawConnection(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(READ_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RawConnection send(String text) {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends until the other side closes.
    RawConnection sendWhatIsTaken(byte[] bytes) {
        try {
            return send(bytes);
        } catch (UncheckedIOException _) {
            return this;
        }
    }

    void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    /// Reads everything until the other side closes.
    String readAll() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    /// Reads one response with a Content-Length.
    String readResponse() throws IOException {
        StringBuilder response = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (response.indexOf("\r\n\r\n") < 0) {
            response.append((char) readByte(in));
        }
        int length = contentLength(response.toString());
        for (int i = 0; i < length; i++) {
            response.append((char) readByte(in));
        }
        return response.toString();
    }

    byte[] readBytes(int count) throws IOException {
        return socket.getInputStream().readNBytes(count);
    }

    private static int readByte(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new IOException("the connection ended within a response");
        }
        return next;
    }

    private static int contentLength(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    /// Resets the connection instead of closing it in order.
    void drop() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
