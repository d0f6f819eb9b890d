// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.time.VirtualTime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs a small template on virtual time, from 2025-01-01T00:00:00Z on, and makes a client's calls.
final class TemplateRun implements AutoCloseable {
    private final VirtualTime time = new VirtualTime();
    private final LocalRuntime runtime;

    TemplateRun(Path folder, String template) throws IOException {
        this(folder, template, Map.of());
    }

    /// @param upstreams the services that run elsewhere
    TemplateRun(Path folder, String template, Map<String, URI> upstreams) throws IOException {
        Path file = folder.resolve("template.yaml");
        Files.writeString(file, template);
        runtime = LocalRuntime.start(
                RuntimeOptions.of(file).withUpstreams(upstreams),
                new RuntimeDependencies(time, ExecutionIds.seeded(1), RuntimeLog.NONE));
    }

    LocalRuntime runtime() {
        return runtime;
    }

    /// @param input JSON with single quotes
    JsonNode call(String service, String operation, String input) {
        return runtime.call(service, operation, Json.parse(input.replace('\'', '"')))
                .toCompletableFuture()
                .join();
    }

    void pass(Duration duration) throws InterruptedException {
        time.advance(duration);
    }

    /// Returns the bodies of the messages in a queue without a name of its own, and removes them.
    List<JsonNode> messages(String logicalId) throws InterruptedException {
        pass(Duration.ZERO);
        JsonNode answer = call(
                "sqs",
                "ReceiveMessage",
                "{'QueueUrl':'http://x/123456789012/stepgate-" + logicalId + "','MaxNumberOfMessages':10}");
        List<JsonNode> bodies = new ArrayList<>();
        answer.path("Messages")
                .forEach(message -> bodies.add(Json.parse(message.path("Body").asText())));
        return bodies;
    }

    /// Returns the inputs of the executions of a state machine without a name of its own.
    List<JsonNode> inputs(String logicalId) throws InterruptedException {
        pass(Duration.ZERO);
        List<JsonNode> inputs = new ArrayList<>();
        String machine = "arn:aws:states:us-east-1:123456789012:stateMachine:stepgate-" + logicalId;
        call("states", "ListExecutions", "{'stateMachineArn':'" + machine + "'}")
                .path("executions")
                .forEach(execution -> inputs.add(Json.parse(call(
                                "states",
                                "DescribeExecution",
                                "{'executionArn':'"
                                        + execution.path("executionArn").asText() + "'}")
                        .path("input")
                        .asText())));
        return inputs;
    }

    @Override
    public void close() {
        runtime.close();
    }
}
