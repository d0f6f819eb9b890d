// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.LogEvent;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.stepfunctions.Retention;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Sends a hundred thousand requests of all kinds at once to the five systems, with short waits, and counts
/// what became of each: nothing may be lost, nothing done twice, and every result pushed or its connection
/// forgotten.
final class SystemsBenchmark {
    private static final int REQUESTS = Integer.getInteger("requests", 100_000);
    private static final int KEPT = 10 * REQUESTS;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Map<String, String> PARAMETERS = Map.of(
            "ThrottlingRateLimit", "100000",
            "ThrottlingBurstLimit", "100000",
            "RamenRateLimit", "100000",
            "RamenConcurrency", "500",
            "RamenTimerSeconds", "0");

    private final Set<String> notified = ConcurrentHashMap.newKeySet();
    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());

    void run() throws InterruptedException {
        RuntimeOptions options = RuntimeOptions.of(Path.of("template.yaml"))
                .withParameters(PARAMETERS)
                .withRetention(new Retention(KEPT, 100L * KEPT, Retention.shareOfHeap(80)));
        try (LocalRuntime runtime = LocalRuntime.start(options, RuntimeDependencies.real(log()))) {
            URI rest = URI.create(runtime.api("RestApi") + "/api");
            URI webSocket = URI.create(runtime.api("WebSocketApi") + "/api");
            long begin = System.nanoTime();
            MixedRequests sent = new MixedRequests(rest, webSocket, REQUESTS);
            sent.run();
            awaitEnd(runtime, sent);
            long seconds = (System.nanoTime() - begin) / 1_000_000_000;
            problems.addAll(sent.problems());
            check(runtime, sent);
            print(sent, seconds);
        }
    }

    private RuntimeLog log() {
        return event -> {
            if (event instanceof LogEvent.FunctionLine line && line.function().equals("ResponseLoggerFunction")) {
                String execution = Json.parse(line.text()).path("executionId").asText();
                if (!notified.add(execution)) {
                    problems.add("told twice of " + execution);
                }
            }
        };
    }

    /// Waits until no execution runs, and a minute for what follows an execution.
    private void awaitEnd(LocalRuntime runtime, MixedRequests sent) throws InterruptedException {
        for (String machine : MixedRequests.MACHINES) {
            while (!list(runtime, machine, Optional.of("RUNNING")).isEmpty()) {
                Thread.sleep(100);
            }
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end
                && (connections(runtime) > 0
                        || notified.size() < sent.expected("AsyncApiCallback").size())) {
            Thread.sleep(100);
        }
    }

    private static int connections(LocalRuntime runtime) {
        return call(runtime, "dynamodb", "Scan", object().put("TableName", "stepgate-Connections"))
                .path("Count")
                .asInt();
    }

    private void check(LocalRuntime runtime, MixedRequests sent) {
        for (String machine : MixedRequests.MACHINES) {
            Map<Integer, Integer> found = new ConcurrentHashMap<>();
            for (JsonNode execution : list(runtime, machine, Optional.empty())) {
                if (!execution.path("status").asText().equals("SUCCEEDED")) {
                    problems.add(machine + ": " + execution);
                }
                found.merge(number(runtime, execution), 1, Integer::sum);
            }
            compare(machine, sent.expected(machine), found);
        }
        int waiting = connections(runtime);
        if (waiting > 0) {
            problems.add(waiting + " connections were not forgotten");
        }
        int told = sent.expected("AsyncApiCallback").size();
        if (notified.size() != told) {
            problems.add("told of " + notified.size() + " callbacks, not of " + told);
        }
    }

    private void compare(String machine, Set<Integer> expected, Map<Integer, Integer> found) {
        expected.stream()
                .filter(number -> !found.containsKey(number))
                .forEach(number -> problems.add(machine + ": " + number + " was lost"));
        found.forEach((number, times) -> {
            if (times != 1 || !expected.contains(number)) {
                problems.add(machine + ": " + number + " was run " + times + " times");
            }
        });
    }

    /// Returns the number of the request that started the execution.
    private static int number(LocalRuntime runtime, JsonNode execution) {
        JsonNode described = call(
                runtime,
                "states",
                "DescribeExecution",
                object().put("executionArn", execution.path("executionArn").asText()));
        JsonNode input = Json.parse(described.path("input").asText());
        if (input.has("claim")) {
            return Integer.parseInt(execution.path("name").asText().replaceFirst("^large-", ""));
        }
        return input.path(input.has("message") ? "message" : "number")
                .path("data")
                .asInt(input.path("number").asInt(-1));
    }

    private static List<JsonNode> list(LocalRuntime runtime, String machine, Optional<String> status) {
        ObjectNode asked = object().put("maxResults", 1000);
        asked.put("stateMachineArn", "arn:aws:states:us-east-1:123456789012:stateMachine:stepgate-" + machine);
        status.ifPresent(value -> asked.put("statusFilter", value));
        List<JsonNode> all = new ArrayList<>();
        JsonNode page;
        do {
            page = call(runtime, "states", "ListExecutions", asked);
            page.path("executions").forEach(all::add);
            asked.set("nextToken", page.get("nextToken"));
        } while (page.hasNonNull("nextToken"));
        return all;
    }

    private static JsonNode call(LocalRuntime runtime, String service, String operation, ObjectNode input) {
        return runtime.call(service, operation, input).toCompletableFuture().join();
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    private void print(MixedRequests sent, long seconds) {
        Table table =
                new Table(REQUESTS + " mixed requests to the five systems, in " + seconds + " s", "request", "sent");
        sent.counts().forEach((kind, count) -> table.row(kind, Integer.toString(count)));
        table.row("pushed results", Integer.toString(sent.pushed()));
        table.row("lost, doubled or wrong", Integer.toString(problems.size()));
        table.print();
        problems.stream().limit(20).forEach(System.out::println);
    }
}
