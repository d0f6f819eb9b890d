// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class HttpServerTest {

    @Test
    void handsOverTheWholeRequestAndWritesTheWholeResponse() throws Exception {
        CompletableFuture<HttpRequest> seen = new CompletableFuture<>();
        HttpHandler handler = request -> {
            seen.complete(request);
            Headers headers = Headers.of("X-Twice", "a").plus("x-twice", "b");
            return CompletableFuture.completedFuture(
                    new HttpResponse(201, headers, "ü".getBytes(StandardCharsets.UTF_8)));
        };
        try (HttpServer server = HttpServer.start(0, handler);
                HttpClient client = HttpClient.newHttpClient()) {
            java.net.http.HttpResponse<String> response = client.send(
                    java.net.http.HttpRequest.newBuilder(uri(server, "/a%20b/c?x=1&y=%2F"))
                            .header("X-One", "1")
                            .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("日本"))
                            .build(),
                    java.net.http.HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));

            assertThat(response.body()).isEqualTo("ü");
            HttpRequest request = seen.get(5, java.util.concurrent.TimeUnit.SECONDS);
            assertThat(request.method()).isEqualTo("PUT");
            assertThat(request.rawPath()).isEqualTo("/a%20b/c");
            assertThat(request.rawQuery()).isEqualTo("x=1&y=%2F");
            assertThat(request.query().first("y")).hasValue("/");
            assertThat(request.headers().first("x-one")).hasValue("1");
            assertThat(request.text()).isEqualTo("日本");
            assertThat(request.sourceIp()).isEqualTo("127.0.0.1");
            assertThat(response.statusCode()).isEqualTo(201);
            assertThat(response.headers().allValues("X-Twice")).containsExactly("a", "b");
            assertThat(response.headers().firstValue("Date")).isPresent();
            assertThat(response.body()).isEqualTo("ü");
        }
    }

    /// Answers with the path of the request, when the test completes its stage.
    private static HttpHandler answeredLater(BlockingQueue<CompletableFuture<HttpResponse>> pending) {
        return request -> {
            CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
            pending.add(answer);
            return answer.thenApply(_ -> HttpResponse.of(200, "text/plain", request.rawPath()));
        };
    }

    @Test
    void answersPipelinedRequestsInTheirOrder() throws Exception {
        BlockingQueue<CompletableFuture<HttpResponse>> pending = new LinkedBlockingQueue<>();
        try (HttpServer server = HttpServer.start(0, answeredLater(pending));
                RawConnection client = new RawConnection(server.port())) {
            client.send(
                    "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\nGET /3 HTTP/1.1\r\nHost: a\r\n\r\n");

            for (String path : List.of("/1", "/2", "/3")) {
                CompletableFuture<HttpResponse> next = pending.take();
                assertThat(pending).isEmpty();
                next.complete(HttpResponse.of(200, "text/plain", ""));
                assertThat(client.readResponse()).endsWith("\r\n\r\n" + path);
            }
        }
    }

    /// A handler of brief requests; a path with `broken` makes it fail.
    private static HttpHandler brief(BlockingQueue<String> threads) {
        return new HttpHandler() {
            @Override
            public CompletionStage<HttpResponse> handle(HttpRequest request) {
                threads.add(Thread.currentThread().getName());
                if (request.rawPath().contains("broken")) {
                    throw new IllegalStateException("broken");
                }
                return CompletableFuture.completedFuture(HttpResponse.of(200, "text/plain", request.rawPath()));
            }

            @Override
            public boolean isBrief(HttpRequest request) {
                return true;
            }
        };
    }

    @Test
    void answersBriefRequestsOnTheNetworksThreadInTheirOrder() throws Exception {
        BlockingQueue<String> threads = new LinkedBlockingQueue<>();
        StringBuilder requests = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            requests.append("GET /").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
        }
        try (HttpServer server = HttpServer.start(0, brief(threads));
                RawConnection client = new RawConnection(server.port())) {
            client.send(requests.toString());

            for (int i = 0; i < 3_000; i++) {
                assertThat(client.readResponse()).endsWith("\r\n\r\n/" + i);
            }
            assertThat(threads).hasSize(3_000).allMatch(name -> name.startsWith("http-"));
        }
    }

    @Test
    void aBriefRequestThatFailsIsAnsweredWith500() throws Exception {
        try (HttpServer server = HttpServer.start(0, brief(new LinkedBlockingQueue<>()));
                RawConnection client = new RawConnection(server.port())) {
            client.send("GET /broken HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(client.readResponse()).startsWith("HTTP/1.1 500 ");
        }
    }

    @Test
    void answersAClientThatHasClosedItsSide() throws Exception {
        BlockingQueue<CompletableFuture<HttpResponse>> pending = new LinkedBlockingQueue<>();
        try (HttpServer server = HttpServer.start(0, answeredLater(pending));
                RawConnection client = new RawConnection(server.port())) {
            client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n");
            CompletableFuture<HttpResponse> first = pending.take();
            client.endOutput();
            first.complete(HttpResponse.of(200, "text/plain", ""));
            pending.take().complete(HttpResponse.of(200, "text/plain", ""));

            assertThat(client.readAll()).contains("\r\n\r\n/1HTTP/1.1 200 OK").endsWith("\r\n\r\n/2");
        }
    }

    @Test
    void takesAChunkedBody() throws Exception {
        try (HttpServer server = HttpServer.start(0, new Echo());
                RawConnection client = new RawConnection(server.port())) {
            client.send(
                    "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: 1\r\n\r\n");

            assertThat(client.readResponse()).endsWith("POST /? abcde");
        }
    }

    @Test
    void asksForABodyThatWaitsToBeAskedFor() throws Exception {
        try (HttpServer server = HttpServer.start(0, new Echo());
                RawConnection client = new RawConnection(server.port())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");

            assertThat(client.readResponse()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
            assertThat(client.send("hi").readResponse()).endsWith("POST /? hi");
        }
    }

    @Test
    void answersHeadWithTheLengthAndWithoutTheBody() throws Exception {
        try (HttpServer server = HttpServer.start(0, new Echo());
                RawConnection client = new RawConnection(server.port())) {
            String response = client.send("HEAD /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                    .readAll();

            assertThat(response).containsIgnoringCase("content-length: 9\r\n").endsWith("\r\n\r\n");
        }
    }

    @Test
    void closesAfterAnHttp10RequestAndKeepsAnHttp11ConnectionOpen() throws Exception {
        try (HttpServer server = HttpServer.start(0, new Echo());
                RawConnection old = new RawConnection(server.port());
                RawConnection current = new RawConnection(server.port())) {
            assertThat(old.send("GET /old HTTP/1.0\r\n\r\n").readAll()).endsWith("GET /old? ");
            assertThat(current.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n").readResponse())
                    .endsWith("GET /1? ");
            assertThat(current.send("GET /2 HTTP/1.1\r\nHost: a\r\n\r\n").readResponse())
                    .endsWith("GET /2? ");
        }
    }

    /// RFC 9112, appendix C.2.2: a client of HTTP/1.0 that asks for an open connection must be told that it
    /// stays open; ApacheBench -k waits for that.
    @Test
    void keepsAnHttp10ConnectionOpenAndSaysSoWhenItIsAsked() throws Exception {
        try (HttpServer server = HttpServer.start(0, new Echo());
                RawConnection old = new RawConnection(server.port())) {
            String request = "GET /%d HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n";

            assertThat(old.send(request.formatted(1)).readResponse())
                    .containsIgnoringCase("\r\nconnection: keep-alive\r\n")
                    .endsWith("GET /1? ");
            assertThat(old.send(request.formatted(2)).readResponse()).endsWith("GET /2? ");
        }
    }

    @Test
    void understandsTheAbsoluteFormOfATarget() throws Exception {
        try (HttpServer server = HttpServer.start(0, new Echo());
                RawConnection client = new RawConnection(server.port())) {
            client.send("GET http://example.test/p?q=1 HTTP/1.1\r\nHost: example.test\r\n\r\n");

            assertThat(client.readResponse()).endsWith("GET /p?q=1 ");
        }
    }

    @Test
    void refusesWithTheHandlersOwnShapeWhenItFails() throws Exception {
        HttpHandler failing = new HttpHandler() {
            @Override
            public java.util.concurrent.CompletionStage<HttpResponse> handle(HttpRequest request) {
                if (request.rawPath().equals("/throws")) {
                    throw new IllegalStateException("a secret");
                }
                return CompletableFuture.failedFuture(new IllegalStateException("a secret"));
            }

            @Override
            public HttpResponse refuse(HttpRefusal refusal) {
                return HttpResponse.of(refusal.status(), "text/plain", "own: " + refusal.message());
            }
        };
        try (HttpServer server = HttpServer.start(0, failing);
                RawConnection client = new RawConnection(server.port())) {
            for (String path : List.of("/throws", "/fails")) {
                client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
                assertThat(client.readResponse())
                        .startsWith("HTTP/1.1 500 ")
                        .endsWith("\r\n\r\nown: Internal server error");
            }
        }
    }

    @Test
    void answersA500ForAResponseThatHttpDoesNotAllow() throws Exception {
        HttpHandler splitting = _ -> CompletableFuture.completedFuture(
                new HttpResponse(200, Headers.of("X", "1\r\nSet-Cookie: a=b"), new byte[0]));
        try (HttpServer server = HttpServer.start(0, splitting);
                RawConnection client = new RawConnection(server.port())) {
            String response = client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").readResponse();

            assertThat(response).startsWith("HTTP/1.1 500 ").doesNotContain("Set-Cookie");
        }
    }

    @Test
    void waitingRequestsHoldNoThread() throws Exception {
        int clients = 200;
        BlockingQueue<CompletableFuture<HttpResponse>> pending = new LinkedBlockingQueue<>();
        HttpHandler handler = _ -> {
            CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
            pending.add(answer);
            return answer;
        };
        List<RawConnection> connections = new ArrayList<>();
        try (HttpServer server = HttpServer.start(0, handler)) {
            for (int i = 0; i < clients; i++) {
                connections.add(new RawConnection(server.port()).send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
            }
            for (int i = 0; i < clients; i++) {
                pending.take().complete(HttpResponse.of(200, "text/plain", "done"));
            }
            for (RawConnection connection : connections) {
                assertThat(connection.readResponse()).endsWith("done");
            }
        } finally {
            connections.forEach(RawConnection::close);
        }
    }

    @Test
    void namesThePortThatIsInUse() {
        try (HttpServer first = HttpServer.start(0, new Echo())) {
            assertThatThrownBy(() -> HttpServer.start(first.port(), new Echo()))
                    .isInstanceOf(ListenException.class)
                    .hasMessage("port " + first.port() + " on 127.0.0.1 is in use");
        }
    }

    @Test
    void letsARunningRequestEndBeforeItStops() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        CompletableFuture<HttpResponse> answer = new CompletableFuture<>();
        HttpServer server = HttpServer.start(0, _ -> {
            arrived.countDown();
            return answer;
        });
        try (RawConnection client = new RawConnection(server.port())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            arrived.await();
            Thread closing = Thread.ofVirtual().start(server::close);
            answer.complete(HttpResponse.of(200, "text/plain", "in time"));

            assertThat(client.readAll()).endsWith("in time");
            closing.join();
        }
        assertThat(answersInTime(server.port())).isFalse();
    }

    /// Another server may have the port of one that is closed.
    private static boolean answersInTime(int port) {
        try (RawConnection client = new RawConnection(port)) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            return client.readAll().endsWith("in time");
        } catch (IOException | UncheckedIOException _) {
            return false;
        }
    }

    @Test
    void treatsAnUpgradeAsAnOrdinaryRequestWhereThereAreNoWebSockets() throws Exception {
        try (HttpServer server = HttpServer.start(0, new Echo());
                RawConnection client = new RawConnection(server.port())) {
            client.send("GET /u HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n");

            assertThat(client.readResponse()).endsWith("GET /u? ");
        }
    }

    @Test
    void headersAreComparedWithoutRegardToCase() {
        Headers headers = Headers.of("Content-Type", "a").plus("X", "1").plus("x", "2");

        assertThat(headers.first("content-type")).isEqualTo(Optional.of("a"));
        assertThat(headers.all("X")).containsExactly("1", "2");
        assertThat(headers.with("x", "3").fields())
                .containsExactly(new Header("Content-Type", "a"), new Header("x", "3"));
        assertThat(headers.without("X")).isEqualTo(Headers.of("Content-Type", "a"));
    }

    private static URI uri(HttpServer server, String target) {
        return URI.create("http://127.0.0.1:" + server.port() + target);
    }
}
