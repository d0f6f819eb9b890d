// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HttpCallbacksTest {
    private final AtomicInteger arrived = new AtomicInteger();

    @Test
    void aCallbackWithoutAnAnswerIsNotSentAgain() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> serve(server));
            Callback.Http callback =
                    new Callback.Http("http://127.0.0.1:" + server.getLocalPort() + "/id", "id", "secret", "{}");

            assertThatThrownBy(() -> HttpCallbacks.OVER_THE_NETWORK.post(callback, "1", "v1,signature"))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageStartingWith("the callback could not be sent: ");
            assertThat(arrived).hasValue(1);
        }
    }

    /// Reads a request of each connection, and closes it without an answer.
    private void serve(ServerSocket server) {
        try {
            while (true) {
                try (Socket connection = server.accept()) {
                    read(new BufferedReader(
                            new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII)));
                }
            }
        } catch (IOException _) {
            // the test has closed the server
        }
    }

    /// Reads the lines of the head, and the body of two characters.
    private void read(BufferedReader request) throws IOException {
        String line = request.readLine();
        while (line != null && !line.isEmpty()) {
            line = request.readLine();
        }
        if (line != null && request.read() == '{' && request.read() == '}') {
            arrived.incrementAndGet();
        }
    }
}
