// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// [states:startExecution](https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html),
/// which with `.sync` and `.sync:2` waits for the end of the execution. `.sync` returns its input and output
/// as strings, `.sync:2` as JSON. When the task is no longer needed, the execution is stopped.
record StartExecution(IntegrationDependencies dependencies) implements ServiceIntegration {

    /// The members of an execution's output, in their order.
    private static final List<String> OUTPUT_MEMBERS = List.of(
            "cause",
            "error",
            "executionArn",
            "input",
            "inputDetails",
            "name",
            "output",
            "outputDetails",
            "startDate",
            "stateMachineArn",
            "status",
            "stopDate",
            "traceHeader");

    @Override
    public TaskHandle start(TaskRequest request, TaskProgress progress) {
        AwsCall call = new AwsCall("StartExecution", input(request.parameters()), dependencies.newRequestId());
        StartedExecution started = new StartedExecution(dependencies);
        dependencies.call("states", call).whenComplete((answer, refused) -> {
            if (answer == null) {
                ServiceError.ofOptimized("states").report(refused, call.requestId(), progress);
            } else {
                started(request, progress, output(answer, call.requestId()));
                started.is(answer.path("executionArn").asText());
            }
        });
        return waits(request) ? started : TaskHandle.NOTHING_TO_CANCEL;
    }

    private static ObjectNode input(JsonNode parameters) {
        ObjectNode input = JsonNodes.object();
        JsonNodes.member(parameters, "StateMachineArn").ifPresent(arn -> input.put("stateMachineArn", arn));
        JsonNodes.member(parameters, "Name").ifPresent(name -> input.put("name", name));
        JsonNodes.member(parameters, "Input").ifPresent(text -> input.put("input", text));
        JsonNodes.member(parameters, "TraceHeader").ifPresent(header -> input.put("traceHeader", header));
        return input;
    }

    private static boolean waits(TaskRequest request) {
        return switch (pattern(request)) {
            case SYNC, SYNC_2 -> true;
            case REQUEST_RESPONSE, WAIT_FOR_TASK_TOKEN -> false;
        };
    }

    private static TaskResource.Pattern pattern(TaskRequest request) {
        return request.resource() instanceof TaskResource.Service service
                ? service.pattern()
                : TaskResource.Pattern.REQUEST_RESPONSE;
    }

    private void started(TaskRequest request, TaskProgress progress, JsonNode output) {
        if (!waits(request)) {
            ServiceIntegration.answered(request, progress, output);
            return;
        }
        progress.submitted(output);
        await(output.path("ExecutionArn").asText(), request, progress);
    }

    @Override
    public TaskHandle resume(TaskRequest request, JsonNode submitted, TaskProgress progress) {
        if (!waits(request)) {
            return TaskHandle.NOTHING_TO_CANCEL;
        }
        StartedExecution started = new StartedExecution(dependencies);
        String arn = submitted.path("ExecutionArn").asText();
        started.is(arn);
        await(arn, request, progress);
        return started;
    }

    private void await(String executionArn, TaskRequest request, TaskProgress progress) {
        end(executionArn).whenComplete((execution, broken) -> {
            if (execution == null) {
                ServiceError.ofOptimized("states").report(broken, dependencies.newRequestId(), progress);
            } else {
                ended(tell(execution, pattern(request)), progress);
            }
        });
    }

    private CompletionStage<JsonNode> end(String executionArn) {
        try {
            return dependencies.backends().endOfExecution(executionArn);
        } catch (AwsException refused) {
            return CompletableFuture.failedStage(refused);
        }
    }

    private static void ended(JsonNode execution, TaskProgress progress) {
        if (execution.path("Status").asText().equals("SUCCEEDED")) {
            progress.succeeded(execution);
        } else {
            progress.failed("States.TaskFailed", Json.write(execution));
        }
    }

    private JsonNode output(JsonNode answer, String requestId) {
        ObjectNode output = JsonNodes.object();
        output.set("ExecutionArn", answer.path("executionArn"));
        output.set("StartDate", millis(answer.path("startDate")));
        return SdkMetadata.of(200, requestId, dependencies.time().now())
                .header("connection", "keep-alive")
                .body("application/x-amz-json-1.0", lengthOnTheWire(answer))
                .addTo(output);
    }

    /// Computes the length of the answer, in which Step Functions writes seconds as `1.735689600123E9`.
    private static int lengthOnTheWire(JsonNode answer) {
        String date = Double.toString(answer.path("startDate").doubleValue());
        String others = Json.write(answer.<ObjectNode>deepCopy().put("startDate", 0));
        return others.getBytes(StandardCharsets.UTF_8).length - 1 + date.length();
    }

    private static JsonNode tell(JsonNode execution, TaskResource.Pattern pattern) {
        ObjectNode told = JsonNodes.object();
        for (String name : OUTPUT_MEMBERS) {
            JsonNode value = execution.path(name);
            if (!value.isMissingNode()) {
                told.set(SdkNames.capitalized(name), tell(name, value, pattern));
            }
        }
        return told;
    }

    private static JsonNode tell(String name, JsonNode value, TaskResource.Pattern pattern) {
        return switch (name) {
            case "startDate", "stopDate" -> millis(value);
            case "inputDetails", "outputDetails" ->
                JsonNodes.object().put("Included", value.path("included").asBoolean());
            case "input", "output" -> pattern == TaskResource.Pattern.SYNC_2 ? Json.parse(value.asText()) : value;
            default -> value;
        };
    }

    private static JsonNode millis(JsonNode seconds) {
        return JsonNodes.number(
                Json.decimal(seconds).multiply(BigDecimal.valueOf(1000)).longValue());
    }

    /// The execution for which the task waits, once it is known.
    private static final class StartedExecution implements TaskHandle {
        private final IntegrationDependencies dependencies;
        private String arn = "";
        private boolean cancelled;

        StartedExecution(IntegrationDependencies dependencies) {
            this.dependencies = dependencies;
        }

        synchronized void is(String executionArn) {
            arn = executionArn;
            stopIfCancelled();
        }

        @Override
        public synchronized void cancel() {
            cancelled = true;
            stopIfCancelled();
        }

        private void stopIfCancelled() {
            if (cancelled && !arn.isEmpty()) {
                ObjectNode input = JsonNodes.object().put("executionArn", arn);
                AwsCall stop = new AwsCall("StopExecution", input, dependencies.newRequestId());
                CompletionStage<JsonNode> unused = dependencies.call("states", stop);
            }
        }
    }
}
