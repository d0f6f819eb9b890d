// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.Map;

/// Reads the Context Object of a TestState call, and refuses fields that no Context Object has.
final class TestStateContext {
    private static final Map<String, Map<String, String>> FIELDS = Map.of(
            "Execution",
                    Map.of(
                            "Id", "string",
                            "Input", "any",
                            "Name", "string",
                            "RoleArn", "string",
                            "StartTime", "string",
                            "RedriveCount", "integer",
                            "RedriveTime", "string"),
            "State", Map.of("EnteredTime", "string", "Name", "string", "RetryCount", "integer"),
            "StateMachine", Map.of("Id", "string", "Name", "string"),
            "Task", Map.of("Token", "string"));

    private TestStateContext() {}

    static ObjectNode read(String text, State state) {
        JsonNode context = json(text);
        context.properties().forEach(part -> part(part.getKey(), part.getValue()));
        boolean waits = state instanceof State.Task task
                && TestedState.isWaiting(task.call().resource());
        if (context.has("Task") && !waits) {
            throw problem("Context object contains 'Task' when state is not a Task state with a '.sync' or"
                    + " '.waitForTaskToken' service integration pattern");
        }
        return (ObjectNode) context;
    }

    private static JsonNode json(String text) {
        try {
            JsonNode context = Json.parse(text);
            if (context.isObject()) {
                return context;
            }
        } catch (JsonSyntaxException _) {
            // reported below
        }
        throw problem("must be a JSON object");
    }

    private static void part(String name, JsonNode value) {
        if (name.equals("Map")) {
            throw problem("'Map' field is not supported when mocking a Context object");
        }
        Map<String, String> fields = FIELDS.get(name);
        if (fields == null) {
            throw problem("Field '" + name + "' is not allowed");
        }
        require(value.isObject(), name, "object");
        value.properties().forEach(field -> {
            String type = fields.get(field.getKey());
            if (type == null) {
                throw problem("Field '" + field.getKey() + "' is not allowed");
            }
            boolean fits = switch (type) {
                case "string" -> field.getValue().isTextual();
                case "integer" -> field.getValue().isIntegralNumber();
                default -> true;
            };
            require(fits, name + "." + field.getKey(), type);
        });
    }

    private static void require(boolean fits, String path, String type) {
        if (!fits) {
            throw problem(path + " must be a " + type);
        }
    }

    private static RuntimeException problem(String text) {
        return StepFunctionsErrors.validation("Invalid Context object provided: " + text);
    }
}
