// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.json.Json;

/// [events:putEvents](https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html). A
/// `Detail` that is not a string is sent as JSON, and the ARNs of the state machine and the execution are
/// added to every event's `Resources`. A single entry that EventBridge refuses fails the task.
record EventsPutEvents(IntegrationDependencies dependencies) implements ServiceIntegration {
    private static final String RESOURCES = "Resources";

    @Override
    public TaskHandle start(TaskRequest request, TaskProgress progress) {
        JsonNode input = SdkShapes.EVENTS.input(input(request));
        AwsCall call = new AwsCall("PutEvents", input, dependencies.newRequestId());
        dependencies.call("events", call).whenComplete((answer, refused) -> {
            if (answer == null) {
                ServiceError.ofOptimized("events").report(refused, call.requestId(), progress);
            } else if (answer.path("FailedEntryCount").asInt() > 0) {
                progress.failed("EventBridge.FailedEntry", Json.write(answer));
            } else {
                ServiceIntegration.answered(request, progress, answer);
            }
        });
        return TaskHandle.NOTHING_TO_CANCEL;
    }

    private static ObjectNode input(TaskRequest request) {
        ObjectNode input = ServiceIntegration.present(request.parameters());
        if (input.path("Entries") instanceof ArrayNode given) {
            ArrayNode entries = JsonNodes.array();
            given.forEach(entry -> entries.add(entry.isObject() ? entry(entry, request.caller()) : entry));
            input.set("Entries", entries);
        }
        return input;
    }

    private static ObjectNode entry(JsonNode given, TaskRequest.Caller caller) {
        ObjectNode entry = ServiceIntegration.present(given);
        JsonNodes.member(entry, "Detail").ifPresent(detail -> entry.put("Detail", detail));
        if (entry.path(RESOURCES).isMissingNode() || entry.path(RESOURCES).isArray()) {
            ArrayNode resources = JsonNodes.array();
            entry.path(RESOURCES).forEach(resources::add);
            entry.set(RESOURCES, resources.add(caller.stateMachineArn()).add(caller.executionArn()));
        }
        return entry;
    }
}
