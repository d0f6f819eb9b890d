// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.State;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// Makes the [Context
/// Object](https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html).
final class ContextObject {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private ContextObject() {}

    static ObjectNode of(Frame frame) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.set("Execution", execution(frame.execution()));
        context.set(
                "StateMachine", machine(frame.execution().request().identity().machine()));
        context.set("State", state(frame));
        frame.origin().item().ifPresent(item -> context.putObject("Map").set("Item", item(item)));
        frame.entered().taskToken().ifPresent(token -> context.putObject("Task").put("Token", token));
        return context;
    }

    /// Adds the current item of a Map, if any, to a given Context Object.
    static ObjectNode with(ObjectNode given, Optional<MapItem> item) {
        if (item.isEmpty()) {
            return given;
        }
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        context.setAll(given);
        context.putObject("Map").set("Item", item(item.get()));
        return context;
    }

    private static ObjectNode execution(Execution execution) {
        StartRequest request = execution.request();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Id", request.identity().executionArn());
        json.set("Input", request.input());
        json.put("Name", request.identity().executionName());
        json.put("RoleArn", request.identity().machine().roleArn());
        json.put("StartTime", time(execution.startMillis()));
        if (request.caller() == StartRequest.Caller.GONE) {
            json.put("RedriveCount", execution.redriveCount());
        }
        execution.redriveTime().ifPresent(time -> json.put("RedriveTime", time(time.toEpochMilli())));
        return json;
    }

    private static ObjectNode machine(StartRequest.Machine machine) {
        return JsonNodeFactory.instance.objectNode().put("Id", machine.arn()).put("Name", machine.name());
    }

    private static ObjectNode state(Frame frame) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Name", frame.state().name());
        json.put("EnteredTime", time(frame.entered().enteredMillis()));
        switch (frame.state()) {
            case State.Task _, State.Parallel _, State.Map _ ->
                json.put("RetryCount", frame.entered().retryCount());
            case State.Pass _, State.Choice _, State.Wait _, State.Succeed _, State.Fail _ -> {}
        }
        return json;
    }

    private static ObjectNode item(MapItem item) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Index", item.index());
        item.key().ifPresent(key -> json.put("Key", key));
        json.set("Value", item.value());
        return json;
    }

    private static String time(long millis) {
        return MILLIS.format(Instant.ofEpochMilli(millis));
    }
}
