// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// The requests, each with its number in its body, in a mixture that is always the same. Answers are checked
/// as they come.
final class MixedRequests {
    static final List<String> MACHINES = List.of("RamenTimer", "Workflow", "AsyncApiCallback", "AsyncWorkflow");

    private static final int AT_ONCE = 64;
    private static final int CONNECTIONS = 100;
    private static final int GONE = 20;
    private static final int LARGE = 300_000;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI rest;
    private final URI webSocket;
    private final int requests;
    private final List<MessagingClient> sockets = new ArrayList<>();
    private final Map<String, Set<Integer>> expected = new ConcurrentHashMap<>();
    private final Map<String, Integer> counts = Collections.synchronizedMap(new TreeMap<>());
    private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();

    MixedRequests(URI rest, URI webSocket, int requests) {
        this.rest = rest;
        this.webSocket = webSocket;
        this.requests = requests;
        for (int i = 0; i < CONNECTIONS; i++) {
            sockets.add(new MessagingClient(client, webSocket, problems));
        }
    }

    void run() throws InterruptedException {
        for (int i = 0; i < GONE; i++) {
            new MessagingClient(client, webSocket, problems).startAndLeave(requests + i);
            expect("AsyncWorkflow", requests + i);
            count("WebSocket start by a client that leaves");
        }
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < requests; i++) {
                int number = i;
                places.acquire();
                threads.execute(() -> trySend(number, places));
            }
        }
        for (MessagingClient socket : sockets) {
            socket.awaitAll();
        }
    }

    private void trySend(int number, Semaphore places) {
        try {
            send(number);
        } catch (IOException | InterruptedException | RuntimeException e) {
            problems.add(number + ": " + e);
        } finally {
            places.release();
        }
    }

    /// Sends the request of a number, whose last two digits are its kind.
    private void send(int number) throws IOException, InterruptedException {
        int kind = number % 100;
        if (kind < 30) {
            users(number);
        } else if (kind < 50) {
            started("RamenTimer", "/ramen/executions", number, 202);
        } else if (kind < 55) {
            twice(number);
        } else if (kind < 62) {
            started("Workflow", "/execute", number, 200);
        } else if (kind < 63) {
            large(number);
        } else if (kind < 75) {
            started("AsyncApiCallback", "/async", number, 200);
        } else if (kind < 78) {
            refused(number);
        } else if (kind < 90) {
            expect("AsyncWorkflow", number);
            socket(number).start(number);
            count("WebSocket start");
        } else {
            socket(number).ask(number);
            count("WebSocket message");
        }
    }

    private MessagingClient socket(int number) {
        return sockets.get(number / 100 % CONNECTIONS);
    }

    private void users(int number) throws IOException, InterruptedException {
        int version = 1 + number % 2;
        boolean valid = number >= (version == 1 ? 10 : 100);
        HttpResponse<String> answer =
                answer(request("/" + version + "/users/" + number).GET());
        require(number, answer, 200, "{\"user\":\"" + number + "\",\"valid\":" + valid + "}");
        count("GET /{version}/users/{id}");
    }

    private void started(String machine, String path, int number, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = answer(post(path, body(number, "")));
        require(number, answer, status, "");
        expect(machine, number);
        count("POST " + path);
    }

    private static String body(int number, String more) {
        return "{\"number\":" + number + ",\"waitTime\":0,\"status\":\"success\"" + more + "}";
    }

    /// Sends a request twice with one Idempotency-Key: one execution, whatever the second one is answered.
    private void twice(int number) throws IOException, InterruptedException {
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer =
                    answer(post("/ramen/executions", body(number, "")).header("Idempotency-Key", "key-" + number));
            require(number, answer, i == 1 && answer.statusCode() == 409 ? 409 : 202, "");
        }
        expect("RamenTimer", number);
        count("POST /ramen/executions, twice with one key");
    }

    private void expect(String machine, int number) {
        expected.computeIfAbsent(machine, _ -> ConcurrentHashMap.newKeySet()).add(number);
    }

    /// The number stands in the key, and so in the execution's name: its input is a claim.
    private void large(int number) throws IOException, InterruptedException {
        String body = body(number, ",\"filler\":\"" + "x".repeat(LARGE) + "\"");
        HttpResponse<String> answer = answer(post("/execute/large", body).header("Idempotency-Key", "large-" + number));
        require(number, answer, 202, "");
        expect("Workflow", number);
        count("POST /execute/large");
    }

    private void refused(int number) throws IOException, InterruptedException {
        HttpResponse<String> answer = switch (number % 3) {
            case 0 -> answer(request("/v1/users/" + number).GET());
            case 1 -> answer(post("/execute", "{"));
            default -> answer(request("/ramen/executions/none-" + number).GET());
        };
        require(number, answer, number % 3 == 2 ? 404 : 400, "");
        count("wrong requests");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(rest + path));
    }

    private HttpRequest.Builder post(String path, String body) {
        return request(path).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private HttpResponse<String> answer(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private void require(int number, HttpResponse<String> answer, int status, String json) {
        JsonNode body = answer.body().isEmpty() ? Json.mapper().missingNode() : Json.parse(answer.body());
        if (answer.statusCode() != status || (!json.isEmpty() && !body.equals(Json.parse(json)))) {
            problems.add(number + ": " + answer.statusCode() + " " + answer.body());
        }
    }

    private void count(String kind) {
        counts.merge(kind, 1, Integer::sum);
    }

    /// Returns the numbers of the requests that started an execution of the machine.
    Set<Integer> expected(String machine) {
        return expected.getOrDefault(machine, Set.of());
    }

    Map<String, Integer> counts() {
        return counts;
    }

    int pushed() {
        return sockets.stream().mapToInt(MessagingClient::pushed).sum();
    }

    List<String> problems() {
        return List.copyOf(problems);
    }
}
