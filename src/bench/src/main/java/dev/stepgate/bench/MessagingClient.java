// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// A WebSocket with many messages in flight: each answer, and each result that is pushed, must come once and
/// hold what was sent.
final class MessagingClient implements WebSocket.Listener {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Map<String, Integer> awaited = new ConcurrentHashMap<>();
    private final Queue<String> problems;
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final WebSocket socket;
    private int pushed;

    MessagingClient(HttpClient client, URI stage, Queue<String> problems) {
        this.problems = problems;
        this.socket = client.newWebSocketBuilder().buildAsync(stage, this).join();
    }

    /// Sends a message whose result is pushed after its answer.
    void start(int number) {
        awaited.put("s" + number, 2);
        sendStart(number, 0);
    }

    private void sendStart(int number, int seconds) {
        send("{\"action\":\"start\",\"id\":\"s" + number + "\",\"seconds\":" + seconds + ",\"data\":" + number + "}");
    }

    /// Sends such a message and is gone before the result is there.
    void startAndLeave(int number) {
        sendStart(number, 2);
        socket.abort();
    }

    /// Sends a message that is answered when its run is over.
    void ask(int number) {
        awaited.put("m" + number, 1);
        send("{\"id\":\"m" + number + "\",\"data\":" + number + "}");
    }

    private synchronized void send(String message) {
        socket.sendText(message, true).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            received(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private void received(String message) {
        JsonNode json = Json.parse(message);
        String id = json.path("id").asText();
        boolean isAnswer = json.path("status").asText().equals("RUNNING");
        JsonNode output = json.path("output");
        int data = id.startsWith("m") ? output.path("data").asInt(-1) : output.asInt(-1);
        boolean isAwaited = awaited.containsKey(id);
        Integer unused = awaited.computeIfPresent(id, (_, before) -> before == 1 ? null : before - 1);
        if (!isAwaited || (!isAnswer && !id.substring(1).equals(Integer.toString(data)))) {
            problems.add("WebSocket: " + message);
        }
        if (!isAnswer && id.startsWith("s")) {
            pushed++;
        }
    }

    /// Waits until every message has been answered and every result pushed; then closes the connection.
    void awaitAll() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!awaited.isEmpty() && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        awaited.keySet().forEach(id -> problems.add("WebSocket: nothing came for " + id));
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        closed.completeOnTimeout(null, 10, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(null);
        return CompletableFuture.completedFuture(null);
    }

    int pushed() {
        return pushed;
    }
}
