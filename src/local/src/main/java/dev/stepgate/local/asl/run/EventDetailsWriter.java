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
final class EventDetailsWriter {
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();
    private final HistoryEvent.Data data;

    EventDetailsWriter(HistoryEvent.Data data) {
        this.data = data;
    }

    ObjectNode write(EventDetails details) {
        switch (details) {
            case EventDetails.None _ -> {}
            case EventDetails.Started started -> started(started.request());
            case EventDetails.Entered entered -> entered(entered);
            case EventDetails.Exited exited -> exited(exited);
            case EventDetails.Output output -> text("output", output.output());
            case EventDetails.Failed failed -> failure(failed.failure());
            case EventDetails.EvaluationFailed failed -> evaluationFailed(failed);
            case EventDetails.TaskScheduled scheduled -> taskScheduled(scheduled);
            case EventDetails.TaskStarted started -> service(started.service());
            case EventDetails.TaskOutput output -> taskOutput(output);
            case EventDetails.TaskFailed failed -> taskFailed(failed);
            case EventDetails.Scheduled scheduled -> scheduled(scheduled);
            case EventDetails.WorkerStarted started -> put("workerName", started.workerName());
            case EventDetails.Length length -> json.put("length", length.length());
            case EventDetails.Iteration iteration -> iteration(iteration);
            case EventDetails.MapRun run -> json.put("mapRunArn", run.arn());
            case EventDetails.Redriven redriven -> redriven(redriven);
        }
        return json;
    }

    private void started(StartRequest request) {
        text("input", () -> request.given().written());
        json.put("roleArn", request.identity().machine().roleArn());
        put("stateMachineAliasArn", request.identity().alias());
        put("stateMachineVersionArn", request.identity().version());
    }

    private void entered(EventDetails.Entered entered) {
        json.put("name", entered.name());
        text("input", entered.input());
    }

    private void exited(EventDetails.Exited exited) {
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

    private void evaluationFailed(EventDetails.EvaluationFailed failed) {
        failure(failed.failure());
        put("location", failed.location());
        json.put("state", failed.state());
    }

    private void taskScheduled(EventDetails.TaskScheduled scheduled) {
        service(scheduled.service());
        json.put("region", scheduled.region());
        json.put("parameters", Json.write(scheduled.parameters()));
        limits(scheduled.limits());
    }

    private void taskOutput(EventDetails.TaskOutput output) {
        service(output.service());
        text("output", output.output());
    }

    private void taskFailed(EventDetails.TaskFailed failed) {
        service(failed.service());
        failure(failed.failure());
    }

    private void scheduled(EventDetails.Scheduled scheduled) {
        json.put("resource", scheduled.resource());
        text("input", scheduled.input());
        limits(scheduled.limits());
    }

    private void iteration(EventDetails.Iteration iteration) {
        json.put("name", iteration.name());
        json.put("index", iteration.index());
    }

    private void redriven(EventDetails.Redriven redriven) {
        put("mapRunArn", redriven.mapRunArn());
        json.put("redriveCount", redriven.count());
    }

    private void service(EventDetails.Service service) {
        json.put("resourceType", service.type());
        json.put("resource", service.resource());
    }

    private void limits(EventDetails.Limits limits) {
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

    /// Writes that the data is not truncated: the API never truncates it, and says so.
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
