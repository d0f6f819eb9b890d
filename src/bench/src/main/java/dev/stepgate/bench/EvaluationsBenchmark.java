// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Runs ten thousand evaluations of random expressions, one after another. Beside them a neighbour starts executions
/// of one Pass state without a pause. Prints how long the longest evaluation took and how long the neighbour had to
/// wait. Evaluations that are given up after five seconds are counted, too.
final class EvaluationsBenchmark {
    private static final int EACH = Integer.getInteger("evaluations", 10_000) / 4;
    private static final int TEMPLATES = 250;
    private static final int WARM_UP = 2_000;
    private static final String NEIGHBOUR = "arn:aws:states:us-east-1:123456789012:stateMachine:neighbour";

    private final GeneratedEvaluations generated = new GeneratedEvaluations(Long.getLong("seed", 42));
    private final AtomicLong longestNeighbour = new AtomicLong();
    private final Table table = new Table(
            4 * EACH + " evaluations", "kind", "evaluated", "refused", "longest", "the neighbour's longest execution");

    void run() throws IOException, InterruptedException {
        Path file = Files.createTempFile("stepgate-evaluations", ".json");
        try {
            Files.writeString(file, template().toString());
            try (LocalRuntime runtime =
                    LocalRuntime.start(RuntimeOptions.of(file), RuntimeDependencies.real(_ -> {}))) {
                measure(runtime);
            }
        } finally {
            Files.delete(file);
        }
        table.print();
    }

    /// A machine for the neighbour, and an API with a mock for each mapping template.
    private ObjectNode template() {
        ObjectNode resources = Json.mapper().createObjectNode();
        neighbour(resources.putObject("Neighbour"));
        ObjectNode api = resources.putObject("Api").put("Type", "AWS::Serverless::Api");
        ObjectNode document = api.putObject("Properties").put("StageName", "v1").putObject("DefinitionBody");
        document.put("openapi", "3.0.1")
                .putObject("info")
                .put("title", "evaluations")
                .put("version", "1");
        ObjectNode paths = document.putObject("paths");
        for (int i = 0; i < TEMPLATES; i++) {
            mock(paths.putObject("/" + i).putObject("post"), generated.mappingTemplate());
        }
        return Json.mapper()
                .createObjectNode()
                .<ObjectNode>set("Resources", resources)
                .put("Transform", "AWS::Serverless-2016-10-31");
    }

    private static void neighbour(ObjectNode machine) {
        machine.put("Type", "AWS::StepFunctions::StateMachine")
                .putObject("Properties")
                .put("StateMachineName", "neighbour")
                .put("StateMachineType", "EXPRESS")
                .put("RoleArn", "arn:aws:iam::123456789012:role/neighbour")
                .put("DefinitionString", "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}");
    }

    private static void mock(ObjectNode operation, String template) {
        operation.putObject("responses").putObject("200").put("description", "");
        ObjectNode integration =
                operation.putObject("x-amazon-apigateway-integration").put("type", "mock");
        integration.putObject("requestTemplates").put("application/json", "{\"statusCode\": 200}");
        integration
                .putObject("responses")
                .putObject("default")
                .put("statusCode", "200")
                .putObject("responseTemplates")
                .put("application/json", template);
    }

    private void measure(LocalRuntime runtime) throws InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            startNeighbour(runtime);
        }
        AtomicBoolean over = new AtomicBoolean();
        Thread neighbour = Thread.ofPlatform().start(() -> {
            while (!over.get()) {
                long begin = System.nanoTime();
                startNeighbour(runtime);
                longestNeighbour.accumulateAndGet(System.nanoTime() - begin, Math::max);
            }
        });
        try {
            testStates(runtime, "StringMatches", generated::textMatch);
            testStates(runtime, "JSONPath", generated::jsonPath);
            testStates(runtime, "JSONata", generated::jsonata);
            mappingTemplates(URI.create(runtime.api("Api") + "/v1/"));
        } finally {
            over.set(true);
            neighbour.join();
        }
    }

    private static void startNeighbour(LocalRuntime runtime) {
        ObjectNode input = Json.mapper().createObjectNode().put("stateMachineArn", NEIGHBOUR);
        JsonNode unused = runtime.call("states", "StartSyncExecution", input)
                .toCompletableFuture()
                .join();
    }

    private void testStates(LocalRuntime runtime, String kind, Supplier<ObjectNode> members) {
        evaluate(kind, () -> {
            ObjectNode asked = members.get();
            return () -> {
                try {
                    JsonNode answer = runtime.call("states", "TestState", asked)
                            .toCompletableFuture()
                            .join();
                    return !answer.path("status").asText().equals("FAILED");
                } catch (CompletionException _) {
                    return false;
                }
            };
        });
    }

    private void mappingTemplates(URI stage) {
        ArrayNode bodies = Json.mapper().createArrayNode();
        for (int i = 0; i < 10; i++) {
            bodies.add(generated.document(5));
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            int[] number = {0};
            evaluate("mapping templates", () -> {
                int asked = number[0]++;
                HttpRequest request = HttpRequest.newBuilder(stage.resolve(Integer.toString(asked % TEMPLATES)))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                bodies.get(asked % bodies.size()).toString()))
                        .build();
                return () -> client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                                .join()
                                .statusCode()
                        == 200;
            });
        }
    }

    /// Makes an evaluation and then measures it; the evaluation tells whether it gave a result.
    private void evaluate(String kind, Supplier<Supplier<Boolean>> evaluations) {
        longestNeighbour.set(0);
        Map<Boolean, Integer> outcomes = new TreeMap<>();
        long longest = 0;
        for (int i = 0; i < EACH; i++) {
            Supplier<Boolean> evaluation = evaluations.get();
            long begin = System.nanoTime();
            outcomes.merge(evaluation.get(), 1, Integer::sum);
            longest = Math.max(longest, System.nanoTime() - begin);
        }
        table.row(
                kind,
                Integer.toString(outcomes.getOrDefault(true, 0)),
                Integer.toString(outcomes.getOrDefault(false, 0)),
                longest / 1_000_000 + " ms",
                longestNeighbour.get() / 1_000_000 + " ms");
    }
}
