// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stepgate.local.http.HttpLimits.Patience;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests that no client should send: each gets a clear refusal, and the server answers the next request.
/// Statuses are those of RFC 9110 and RFC 9112, limits are API Gateway's quotas.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileHttpTest {
    private static final String GOOD = "GET /good HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(50);

    private HttpServer server;

    @BeforeAll
    void start() {
        server = start(new Patience(LONG, LONG, LONG, LONG, Duration.ofSeconds(2)));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @AfterEach
    void stillAnswers() throws IOException {
        assertThat(exchange(server, GOOD)).startsWith("HTTP/1.1 200 ").endsWith("GET /good? ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
                "hello\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTX/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX\u0000Y: 1\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "CONNECT example.test:443 HTTP/1.1\r\nHost: a\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: nine\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"
            })
    void refusesWhatIsNotHttp(String bytes) throws IOException {
        assertThat(exchange(server, bytes)).startsWith("HTTP/1.1 400 ").contains("{\"message\":");
    }

    @Test
    void refusesAnotherMajorVersion() throws IOException {
        assertThat(exchange(server, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).startsWith("HTTP/1.1 505 ");
    }

    @Test
    void refusesAnUnknownExpectation() throws IOException {
        String request = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: a-miracle\r\n\r\n";

        assertThat(exchange(server, request)).startsWith("HTTP/1.1 417 ");
    }

    @ParameterizedTest
    @CsvSource({"GET /%s HTTP/1.1, 414", "GET / HTTP/1.1\\r\\nX: %s, 431", "GET / HTTP/1.1\\r\\n%s: 1, 431"})
    void refusesALongRequestLineAndLongHeaders(String form, int status) throws IOException {
        String head = form.replace("\\r\\n", "\r\n").formatted("x".repeat(20_000)) + "\r\nHost: a\r\n\r\n";

        assertThat(exchange(server, head)).startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void refusesALineThatNeverEnds() throws IOException {
        try (RawConnection client = new RawConnection(server.port())) {
            client.sendWhatIsTaken("G".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII));

            assertThat(client.readAll()).startsWith("HTTP/1.1 414 ");
        }
    }

    @Test
    void refusesABodyThatSaysItIsTooLargeBeforeItIsSent() throws IOException {
        String head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10485761\r\nExpect: 100-continue\r\n\r\n";

        assertThat(exchange(server, head))
                .startsWith("HTTP/1.1 413 ")
                .endsWith("\r\n\r\nHTTP content length exceeded 10485760 bytes.");
    }

    @Test
    void refusesAChunkedBodyThatTurnsOutTooLarge() throws IOException {
        try (RawConnection client = new RawConnection(server.port())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n");
            byte[] chunk = ("100000\r\n" + "x".repeat(1 << 20) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 11; i++) {
                client.sendWhatIsTaken(chunk);
            }

            assertThat(client.readAll()).startsWith("HTTP/1.1 413 ");
        }
    }

    @Test
    void takesABodyOfExactlyTheLimit() throws IOException {
        int limit = HttpLimits.apiGateway().body();
        try (RawConnection client = new RawConnection(server.port())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + limit + "\r\n\r\n");
            client.send(new byte[limit]);

            assertThat(client.readAll()).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /slow HTTP/1.1\r\nHo",
                "POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc",
                "POST /slow HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab"
            })
    void givesUpOnARequestThatDoesNotArrive(String beginning) throws IOException {
        try (HttpServer impatient = start(new Patience(SHORT, SHORT, LONG, LONG, LONG))) {
            assertThat(exchange(impatient, beginning)).startsWith("HTTP/1.1 408 ");
        }
    }

    @Test
    void givesUpOnARequestThatArrivesByteByByte() throws IOException {
        try (HttpServer impatient = start(new Patience(SHORT, LONG, LONG, LONG, LONG));
                RawConnection client = new RawConnection(impatient.port())) {
            Thread dripping = Thread.ofVirtual().start(() -> drip(client));

            assertThat(client.readAll()).startsWith("HTTP/1.1 408 ");
            dripping.interrupt();
        }
    }

    private static void drip(RawConnection client) {
        while (!Thread.currentThread().isInterrupted()) {
            client.sendWhatIsTaken(new byte[] {'G'});
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void closesAConnectionWithoutARequest() throws IOException {
        try (HttpServer impatient = start(new Patience(LONG, LONG, SHORT, LONG, LONG))) {
            assertThat(exchange(impatient, "")).isEmpty();
        }
    }

    @Test
    void answersAClientThatHasEndedItsOutput() throws IOException {
        try (RawConnection client = new RawConnection(server.port())) {
            client.send("GET /half HTTP/1.1\r\nHost: a\r\n\r\n").endOutput();

            assertThat(client.readAll()).endsWith("GET /half? ");
        }
    }

    @Test
    void survivesConnectionsThatBreakWithinARequest() throws IOException {
        int before = server.connectionCount();
        List<String> halves = List.of(
                "",
                "GET / HT",
                "GET / HTTP/1.1\r\nHost: a\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\nabc",
                "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
        for (int i = 0; i < 1000; i++) {
            RawConnection client = new RawConnection(server.port());
            client.send(halves.get(i % halves.size()));
            client.drop();
        }

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(server.connectionCount()).isLessThanOrEqualTo(before));
    }

    @Test
    void anAnswerThatNobodyTakesDoesNotKeepTheConnection() throws IOException {
        HttpHandler large =
                _ -> CompletableFuture.completedFuture(new HttpResponse(200, Headers.none(), new byte[10 << 20]));
        Patience patience = new Patience(LONG, LONG, LONG, Duration.ofMillis(200), LONG);
        try (HttpServer impatient = HttpServer.start(
                        ServerAddress.loopback(0),
                        HttpLimits.apiGateway().withPatience(patience),
                        ServerHandlers.http(large));
                RawConnection client = new RawConnection(impatient.port())) {
            client.send(GOOD);

            await().atMost(LONG).until(() -> impatient.connectionCount() == 0);
        }
    }

    @Test
    void readsInvalidUtf8AsReplacementCharacters() throws IOException {
        String head = "POST /%FF%C3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\n\r\n";
        try (RawConnection client = new RawConnection(server.port())) {
            client.send(head).send(new byte[] {(byte) 0xff, 'a', (byte) 0xc3});

            String answer = new String(client.readAll().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            assertThat(answer).endsWith("POST /%FF%C3? \ufffda\ufffd");
        }
        assertThat(PercentEncoding.decode("/%FF%4")).isEqualTo("/\ufffd%4");
    }

    private static HttpServer start(Patience patience) {
        return HttpServer.start(
                ServerAddress.loopback(0),
                HttpLimits.apiGateway().withPatience(patience),
                ServerHandlers.http(new Echo()));
    }

    private static String exchange(HttpServer server, String request) throws IOException {
        try (RawConnection client = new RawConnection(server.port())) {
            return client.send(request).readAll();
        }
    }
}
