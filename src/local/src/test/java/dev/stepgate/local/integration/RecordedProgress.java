// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.json.Json;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Records the reports of a task.
final class RecordedProgress implements TaskProgress {

    record Failed(String error, String cause) {}

    private final CompletableFuture<JsonNode> submitted = new CompletableFuture<>();
    private final CompletableFuture<JsonNode> succeeded = new CompletableFuture<>();
    private final CompletableFuture<Failed> failed = new CompletableFuture<>();

    /// Makes a request as the interpreter does.
    static TaskRequest request(TaskResource resource, String parameters) {
        return new TaskRequest(
                resource,
                Json.parse(parameters),
                Optional.empty(),
                new TaskRequest.Limits(Optional.empty(), Optional.empty()),
                Optional.empty(),
                new TaskRequest.Caller(
                        "arn:aws:states:us-east-1:123456789012:execution:machine:run",
                        "run",
                        "arn:aws:states:us-east-1:123456789012:stateMachine:machine",
                        "State",
                        0));
    }

    static TaskResource service(String service, String action) {
        return service(service, action, TaskResource.Pattern.REQUEST_RESPONSE);
    }

    static TaskResource service(String service, String action, TaskResource.Pattern pattern) {
        return new TaskResource.Service(
                "arn:aws:states:::" + service + ":" + action + pattern.suffix(), service, action, pattern);
    }

    @Override
    public void submitted(JsonNode output) {
        submitted.complete(output);
    }

    @Override
    public void succeeded(JsonNode output) {
        succeeded.complete(output);
        failed.completeExceptionally(new IllegalStateException("succeeded with " + output));
    }

    @Override
    public void failed(Optional<String> error, Optional<String> cause) {
        Failed failure = new Failed(error.orElse(""), cause.orElse(""));
        failed.complete(failure);
        succeeded.completeExceptionally(new IllegalStateException(failure.toString()));
        submitted.completeExceptionally(new IllegalStateException(failure.toString()));
    }

    JsonNode submission() throws Exception {
        return submitted.get(60, TimeUnit.SECONDS);
    }

    JsonNode output() throws Exception {
        return succeeded.get(60, TimeUnit.SECONDS);
    }

    Failed failure() throws Exception {
        return failed.get(60, TimeUnit.SECONDS);
    }

    boolean hasEnded() {
        return succeeded.isDone() || failed.isDone();
    }
}
