// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Server-sent events as the [HTML standard][1] has them, over HTTP/1.1.
///
/// [1]: https://html.spec.whatwg.org/multipage/server-sent-events.html
class EventStreamTest {
    private static final String LISTEN =
            "GET /changes HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";
    private static final HttpHandler ORDINARY =
            _ -> CompletableFuture.completedFuture(HttpResponse.of(200, "text/plain", "ordinary"));

    /// Tells the numbers from 1 to 3, then nothing, and whether its client has gone.
    private static final class Counting implements EventSource {
        private final AtomicInteger told = new AtomicInteger();
        private final CompletableFuture<Void> gone = new CompletableFuture<>();

        @Override
        public List<ServerSentEvent> next() {
            return told.get() == 3
                    ? List.of()
                    : List.of(new ServerSentEvent("number", Integer.toString(told.incrementAndGet())));
        }

        @Override
        public void closed() {
            gone.complete(null);
        }
    }

    private static HttpServer server(EventStreamHandler events) {
        return HttpServer.start(
                ServerAddress.loopback(0), HttpLimits.apiGateway(), ServerHandlers.withEvents(ORDINARY, events));
    }

    @Test
    void eventsComeInTheirOrderUntilTheServerCloses() throws Exception {
        Counting source = new Counting();
        HttpServer server = server(_ -> Optional.of(source));
        String read;
        try (RawConnection connection = new RawConnection(server.port())) {
            CompletableFuture<String> all = CompletableFuture.supplyAsync(() -> {
                try {
                    return connection.send(LISTEN).readAll();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            await().until(() -> source.told.get() == 3);
            server.close();
            read = all.get(60, TimeUnit.SECONDS);
        }

        assertThat(read)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .containsIgnoringCase("content-type: text/event-stream")
                .containsSubsequence(
                        "event: number\ndata: 1\n\n", "event: number\ndata: 2\n\n", "event: number\ndata: 3\n\n");
        assertThat(source.gone).succeedsWithin(Duration.ofMinutes(1));
    }

    @Test
    void aClientThatGoesEndsItsSource() {
        Counting source = new Counting();
        try (HttpServer server = server(_ -> Optional.of(source))) {
            try (RawConnection connection = new RawConnection(server.port())) {
                connection.send(LISTEN);
                await().until(() -> source.told.get() > 0);
            }

            assertThat(source.gone).succeedsWithin(Duration.ofMinutes(1));
        }
    }

    @Test
    void aClientWithoutAStreamGetsAnOrdinaryAnswer() throws Exception {
        try (HttpServer server = server(_ -> Optional.empty());
                RawConnection connection = new RawConnection(server.port())) {
            assertThat(connection.send(LISTEN).readResponse()).endsWith("ordinary");
        }
    }

    @Test
    void anEventIsOneLine() {
        assertThatThrownBy(() -> new ServerSentEvent("a", "1\n\nevent: b"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
