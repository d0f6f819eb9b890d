// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A connection for [TrainingRequests]. It is written on a socket, because the classes of an HTTP client would end up
/// in the cache. For one thread.
final class TrainingConnection implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");

    private final URI url;
    private final Socket socket;
    private final InputStream in;

    TrainingConnection(URI url) throws IOException {
        this.url = url;
        socket = new Socket(url.getHost(), url.getPort());
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// Sends a request and reads its answer. Throws [IOException] if that is not a 200.
    ///
    /// @param request with `body`; for others than calls of a service also `method`, `path` and `type`, for
    /// those `target`
    void send(JsonNode request) throws IOException {
        byte[] body = request.path("body").toString().getBytes(StandardCharsets.UTF_8);
        String head = "%s %s HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nX-Amz-Target: %s\r\nContent-Length: %d\r\n\r\n"
                .formatted(
                        request.path("method").asText("POST"),
                        request.path("path").asText("/"),
                        url.getAuthority(),
                        request.path("type").asText("application/x-amz-json-1.0"),
                        request.path("target").asText(),
                        body.length);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(body);
        bytes.writeTo(socket.getOutputStream());
        answer(request);
    }

    private void answer(JsonNode request) throws IOException {
        String head = head();
        Matcher length = LENGTH.matcher(head);
        byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        if (!head.startsWith("HTTP/1.1 200 ")) {
            throw new IOException(
                    url + " answered " + request + " with " + head + new String(body, StandardCharsets.UTF_8));
        }
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException(url + " closed the connection after " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
