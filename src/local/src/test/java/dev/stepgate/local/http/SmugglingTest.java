// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests whose end two readers might see at different positions (RFC 9112, sections 5.2, 6.1, 6.3, 7.1 and
/// 11.2): each is refused, and the bytes after it are not read.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmugglingTest {
    private static final String NEXT = "GET /smuggled HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";

    private HttpServer server;

    @BeforeAll
    void start() {
        server = HttpServer.start(0, new Echo());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\n" + CHUNKED + "0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "Content-Length: 1\r\nContent-Length: 1\r\n\r\na",
                "Content-Length: 1, 1\r\n\r\na",
                "Content-Length: +1\r\n\r\na",
                "Content-Length: 0x1\r\n\r\na",
                "Content-Length: 99999999999999999999\r\n\r\na",
                "Content-Length:\r\n\r\na",
                "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                " Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "X: 1\rTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "X: 1\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                ": chunked\r\n\r\n"
            })
    void refusesABodyWhoseLengthIsInDoubt(String headers) throws IOException {
        assertRefused(400, "POST / HTTP/1.1\r\nHost: a\r\n" + headers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FFFFFFFFFFFFFFFF1\r\na\r\n",
                "100000001\r\na\r\n",
                "-1\r\na\r\n",
                "+1\r\na\r\n",
                "0x1\r\na\r\n",
                "1\na\n",
                "1\r\nab\r\n",
                "\r\na\r\n",
                " \r\na\r\n"
            })
    void refusesAChunkWhoseSizeIsInDoubt(String chunk) throws IOException {
        assertRefused(400, "POST / HTTP/1.1\r\nHost: a\r\n" + CHUNKED + chunk + "0\r\n\r\n");
    }

    @Test
    void refusesALineOfAChunkThatNeverEnds() throws IOException {
        assertRefused(400, "POST / HTTP/1.1\r\nHost: a\r\n" + CHUNKED + "1;" + "x".repeat(100_000));
    }

    @Test
    void refusesTrailersThatNeverEnd() throws IOException {
        assertRefused(431, "POST / HTTP/1.1\r\nHost: a\r\n" + CHUNKED + "0\r\nX: " + "x".repeat(100_000));
    }

    @ParameterizedTest
    @CsvSource({"'gzip, chunked'", "'chunked, chunked'"})
    void refusesACodingThatIsNotServed(String coding) throws IOException {
        assertThat(exchange("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n" + NEXT))
                .matches("(?s)HTTP/1.1 (400|501) .*")
                .doesNotContain("smuggled");
    }

    @Test
    void refusesChunksOfHttp10() throws IOException {
        assertRefused(400, "POST / HTTP/1.0\r\nHost: a\r\n" + CHUNKED + "0\r\n\r\n");
    }

    @Test
    void ignoresExtensionsOfChunksAndTrailers() throws IOException {
        String request = "POST /chunks HTTP/1.1\r\nHost: a\r\n" + CHUNKED
                + "1;name=value\r\na\r\n0\r\nContent-Length: 5\r\nHost: b\r\n\r\n" + NEXT;

        assertThat(exchange(request)).contains("POST /chunks? a").endsWith("GET /smuggled? ");
    }

    private void assertRefused(int status, String request) throws IOException {
        assertThat(exchange(request + NEXT))
                .startsWith("HTTP/1.1 " + status + " ")
                .doesNotContain("smuggled")
                .doesNotContain("HTTP/1.1 200");
    }

    private String exchange(String request) throws IOException {
        try (RawConnection client = new RawConnection(server.port())) {
            return client.sendWhatIsTaken(request.getBytes(StandardCharsets.ISO_8859_1))
                    .readAll();
        }
    }
}
