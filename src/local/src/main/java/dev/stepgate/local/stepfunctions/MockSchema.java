// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;

/// Checks a mocked result against the service's real answer, from `mock-results.json`. Services that are not
/// in that file are not checked ([TestState,
/// fieldValidationMode](https://docs.aws.amazon.com/step-functions/latest/apireference/API_MockInput.html)).
public final class MockSchema {
    private static final JsonNode MODEL = DataFiles.json("mock-results.json");

    private final FieldValidationMode mode;

    private MockSchema(FieldValidationMode mode) {
        this.mode = mode;
    }

    /// Throws the AwsException `ValidationException` for the first field that is not valid.
    public static void check(JsonNode result, TaskResource resource, FieldValidationMode mode) {
        if (mode != FieldValidationMode.NONE && resource instanceof TaskResource.Service service) {
            String shape = MODEL.path("results").path(key(service)).asText();
            new MockSchema(mode).structure(MODEL.path("structures").path(shape), result);
        }
    }

    private static String key(TaskResource.Service service) {
        String suffix = service.pattern() == TaskResource.Pattern.WAIT_FOR_TASK_TOKEN
                ? ".waitForTaskToken"
                : service.pattern().suffix();
        return service.service() + ":" + service.action() + suffix;
    }

    private void structure(JsonNode shape, JsonNode value) {
        shape.properties().forEach(field -> {
            JsonNode at = value.path(field.getKey());
            if (!at.isMissingNode()) {
                field(field.getKey(), field.getValue(), at);
            } else if (mode == FieldValidationMode.STRICT
                    && field.getValue().path("required").asBoolean()) {
                throw problem("Required field '" + field.getKey() + "' is missing");
            }
        });
    }

    private void field(String name, JsonNode shape, JsonNode value) {
        switch (shape.path("type").textValue()) {
            case "any" -> {}
            case "text" -> text(name, shape, value);
            case "number" -> number(name, shape, value);
            case "flag" -> require(value.isBoolean(), name, "must be a boolean");
            case "list" -> {
                require(value.isArray(), name, "must be an array");
                value.forEach(item -> field(name, shape.path("of"), item));
            }
            case "map" -> {
                require(value.isObject(), name, "must be an object");
                value.forEach(item -> field(name, shape.path("of"), item));
            }
            case "structure" -> {
                require(value.isObject(), name, "must be an object");
                structure(MODEL.path("structures").path(shape.path("of").textValue()), value);
            }
            default -> throw new IllegalStateException("No type " + shape);
        }
    }

    private static void text(String name, JsonNode shape, JsonNode value) {
        require(value.isTextual(), name, "must be a string");
        int length = value.textValue().length();
        require(
                !shape.has("min") || length >= shape.path("min").intValue(),
                name,
                "is smaller than the minimum length");
        require(!shape.has("max") || length <= shape.path("max").intValue(), name, "exceeds the maximum length");
        if (shape.has("enum")) {
            boolean expected = false;
            for (JsonNode constant : shape.path("enum")) {
                expected |= constant.equals(value);
            }
            require(expected, name, "is not an expected value");
        }
    }

    private static void number(String name, JsonNode shape, JsonNode value) {
        require(value.isNumber(), name, "must be a number");
        boolean enough = !shape.has("min") || Json.decimal(value).compareTo(Json.decimal(shape.path("min"))) >= 0;
        require(enough, name, "is less than the minimum value");
        boolean tooMuch = shape.has("max") && Json.decimal(value).compareTo(Json.decimal(shape.path("max"))) > 0;
        require(!tooMuch, name, "exceeds the maximum value");
    }

    private static void require(boolean fits, String name, String otherwise) {
        if (!fits) {
            throw problem("Field '" + name + "' " + otherwise);
        }
    }

    private static AwsException problem(String text) {
        return StepFunctionsErrors.validation("Mock result schema validation error: " + text);
    }
}
