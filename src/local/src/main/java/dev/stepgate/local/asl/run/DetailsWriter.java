// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/// Writes the details member of one event.
final class DetailsWriter {
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private final HistoryEvent.Data data;

    DetailsWriter(HistoryEvent.Data data) {
        this.data = data;
    }

    ObjectNode write(Details details) {
        switch (details) {
            case Details.None _ -> {}
            case Details.Started started -> started(started.request());
            case Details.Entered entered -> entered(entered);
            case Details.Exited exited -> exited(exited);
            case Details.Output output -> text("output", output.output());
            case Details.Failed failed -> failure(failed.failure());
            case Details.EvaluationFailed failed -> evaluationFailed(failed);
            case Details.TaskScheduled scheduled -> taskScheduled(scheduled);
            case Details.TaskStarted started -> service(started.service());
            case Details.TaskOutput output -> taskOutput(output);
            case Details.TaskFailed failed -> taskFailed(failed);
            case Details.Scheduled scheduled -> scheduled(scheduled);
            case Details.WorkerStarted started -> put("workerName", started.workerName());
            case Details.Length length -> json.put("length", length.length());
            case Details.Iteration iteration -> iteration(iteration);
            case Details.MapRun run -> json.put("mapRunArn", run.arn());
            case Details.Redriven redriven -> redriven(redriven);
        }
        return json;
    }

    private void started(StartRequest request) {
        text("input", () -> request.given().written());
        json.put("roleArn", request.identity().machine().roleArn());
        put("stateMachineAliasArn", request.identity().alias());
        put("stateMachineVersionArn", request.identity().version());
    }

    private void entered(Details.Entered entered) {
        json.put("name", entered.name());
        text("input", entered.input());
    }

    private void exited(Details.Exited exited) {
        json.put("name", exited.name());
        text("output", exited.output());
        if (exited.assigned().isEmpty()) {
            return;
        }
        ObjectNode variables = json.putObject("assignedVariables");
        for (Map.Entry<String, JsonNode> variable : exited.assigned().entrySet()) {
            variables.put(variable.getKey(), Json.write(variable.getValue()));
        }
        notTruncated("assignedVariablesDetails");
    }

    private void failure(Failure failure) {
        put("error", failure.error());
        put("cause", failure.cause().filter(cause -> !cause.isEmpty()));
    }

    private void evaluationFailed(Details.EvaluationFailed failed) {
        failure(failed.failure());
        put("location", failed.location());
        json.put("state", failed.state());
    }

    private void taskScheduled(Details.TaskScheduled scheduled) {
        service(scheduled.service());
        json.put("region", scheduled.region());
        json.put("parameters", Json.write(scheduled.parameters()));
        limits(scheduled.limits());
    }

    private void taskOutput(Details.TaskOutput output) {
        service(output.service());
        text("output", output.output());
    }

    private void taskFailed(Details.TaskFailed failed) {
        service(failed.service());
        failure(failed.failure());
    }

    private void scheduled(Details.Scheduled scheduled) {
        json.put("resource", scheduled.resource());
        text("input", scheduled.input());
        limits(scheduled.limits());
    }

    private void iteration(Details.Iteration iteration) {
        json.put("name", iteration.name());
        json.put("index", iteration.index());
    }

    private void redriven(Details.Redriven redriven) {
        put("mapRunArn", redriven.mapRunArn());
        json.put("redriveCount", redriven.count());
    }

    private void service(Details.Service service) {
        json.put("resourceType", service.type());
        json.put("resource", service.resource());
    }

    private void limits(Details.Limits limits) {
        put("timeoutInSeconds", limits.timeout());
        put("heartbeatInSeconds", limits.heartbeat());
        limits.roleArn().ifPresent(role -> json.putObject("taskCredentials").put("roleArn", role));
    }

    private void text(String name, JsonNode value) {
        text(name, () -> Json.write(value));
    }

    private void text(String name, Supplier<String> text) {
        if (data == HistoryEvent.Data.INCLUDED) {
            json.put(name, text.get());
            notTruncated(name + "Details");
        }
    }

    /// The API never truncates, and says so.
    private void notTruncated(String name) {
        json.putObject(name).put("truncated", false);
    }

    private void put(String name, Optional<String> value) {
        value.ifPresent(text -> json.put(name, text));
    }

    private void put(String name, OptionalLong value) {
        value.ifPresent(number -> json.put(name, number));
    }
}
