// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import dev.stepgate.local.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/// What the operations take, and within which limits; from `members.json`. All that is wrong with an input is said
/// at once, as AWS says it ([common
/// errors](https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html)).
final class Constraints {
    private static final JsonNode MODEL = DataFiles.json("members.json");

    private final List<String> problems = new ArrayList<>();

    private Constraints() {}

    /// Throws [AwsException] unless the input is within the limits.
    static void check(String operation, JsonNode input) {
        Constraints constraints = new Constraints();
        constraints.structure(MODEL.path("operations").path(operation), input, "");
        if (!constraints.problems.isEmpty()) {
            int count = constraints.problems.size();
            throw StepFunctionsErrors.validation(count + " validation error" + (count == 1 ? "" : "s") + " detected: "
                    + String.join("; ", constraints.problems));
        }
    }

    private void structure(JsonNode shape, JsonNode value, String path) {
        shape.properties().forEach(member -> {
            JsonNode at = value.path(member.getKey());
            String name = path + member.getKey();
            if (!at.isMissingNode() && !at.isNull()) {
                member(member.getValue(), at, name);
            } else if (member.getValue().path("required").asBoolean()) {
                String shown = member.getValue().path("sensitive").asBoolean() ? "Value" : "Value null";
                problems.add(shown + " at '" + name + "' failed to satisfy constraint: Member must not be null");
            }
        });
    }

    private void member(JsonNode shape, JsonNode value, String path) {
        switch (shape.path("type").textValue()) {
            case "text" -> text(shape, typed(value, value.isTextual()), path);
            case "integer" -> range(shape, typed(value, value.isIntegralNumber()), path);
            case "number" -> range(shape, typed(value, value.isNumber()), path);
            case "flag" -> typed(value, value.isBoolean());
            case "structure" ->
                structure(
                        MODEL.path("structures").path(shape.path("of").textValue()),
                        typed(value, value.isObject()),
                        path + ".");
            case "list" -> list(shape, typed(value, value.isArray()), path);
            default -> throw new IllegalStateException("No type " + shape);
        }
    }

    private static JsonNode typed(JsonNode value, boolean fits) {
        if (!fits) {
            throw new AwsException(400, "SerializationException", "Unexpected field type");
        }
        return value;
    }

    private void list(JsonNode shape, JsonNode value, String path) {
        length(shape, value.size(), value, path);
        for (int i = 0; i < value.size(); i++) {
            member(shape.path("of"), value.path(i), path + "." + (i + 1) + ".member");
        }
    }

    private void text(JsonNode shape, JsonNode value, String path) {
        String text = value.textValue();
        int length = shape.path("bytes").asBoolean()
                ? text.getBytes(StandardCharsets.UTF_8).length
                : text.codePointCount(0, text.length());
        length(shape, length, value, path);
        List<String> constants = StreamSupport.stream(shape.path("enum").spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
        if (!constants.isEmpty() && !constants.contains(text)) {
            problem(shape, value, path, "Member must satisfy enum value set: " + constants);
        }
        String pattern = shape.path("pattern").asText();
        if (!pattern.isEmpty() && !text.isEmpty() && !text.matches(pattern)) {
            problem(shape, value, path, "Member must satisfy regular expression pattern: " + pattern);
        }
    }

    private void length(JsonNode shape, int length, JsonNode value, String path) {
        if (shape.has("min") && length < shape.path("min").intValue()) {
            problem(shape, value, path, "Member must have length greater than or equal to " + shape.path("min"));
        }
        if (shape.has("max") && length > shape.path("max").intValue()) {
            problem(shape, value, path, "Member must have length less than or equal to " + shape.path("max"));
        }
    }

    private void range(JsonNode shape, JsonNode value, String path) {
        if (shape.has("min") && Json.decimal(value).compareTo(Json.decimal(shape.path("min"))) < 0) {
            problem(shape, value, path, "Member must have value greater than or equal to " + shape.path("min"));
        }
        if (shape.has("max") && Json.decimal(value).compareTo(Json.decimal(shape.path("max"))) > 0) {
            problem(shape, value, path, "Member must have value less than or equal to " + shape.path("max"));
        }
    }

    /// AWS leaves sensitive values out.
    private void problem(JsonNode shape, JsonNode value, String path, String constraint) {
        String shown = shape.path("sensitive").asBoolean() ? "Value" : "Value '" + shown(value) + "'";
        problems.add(shown + " at '" + path + "' failed to satisfy constraint: " + constraint);
    }

    private static String shown(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
