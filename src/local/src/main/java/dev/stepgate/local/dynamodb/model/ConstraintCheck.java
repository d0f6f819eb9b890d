// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.model.Shape.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// Checks that an input fulfils the constraints of its shape; a ValidationException reports up to ten
/// violations.
final class ConstraintCheck {
    private static final int MAX_ERRORS = 10;

    private final List<String> errors = new ArrayList<>();

    private ConstraintCheck() {}

    static void check(JsonNode input, Shape.Structure shape) {
        ConstraintCheck check = new ConstraintCheck();
        check.structure(input, shape, "");
        int count = check.errors.size();
        if (count > 0) {
            throw DynamoDbErrors.validation(count + " validation error" + (count > 1 ? "s" : "") + " detected: "
                    + String.join("; ", check.errors));
        }
    }

    private void structure(JsonNode value, Shape.Structure shape, String path) {
        for (Member member : shape.members()) {
            JsonNode found = value.get(member.name());
            if (found != null && !found.isNull()) {
                value(found, member.shape(), place(path, member));
            } else if (member.required()) {
                report(null, place(path, member), "Member must not be null");
            }
        }
    }

    private static String place(String path, Member member) {
        String name = lowerFirst(member.name());
        return path.isEmpty() ? name : path + "." + name;
    }

    private void value(JsonNode value, Shape shape, String path) {
        for (Constraint constraint : shape.constraints()) {
            if (!constraint.accepts(value)) {
                report(value, path, constraint.message());
            }
        }
        switch (shape) {
            case Shape.Structure structure -> structure(value, structure, path);
            case Shape.ListOf list -> {
                for (int i = 0; i < value.size(); i++) {
                    value(value.get(i), list.element(), path + "." + (i + 1) + ".member");
                }
            }
            case Shape.MapOf map -> map(value, map.value(), path);
            case Shape.Text _, Shape.Flag _, Shape.Whole _, Shape.Blob _, Shape.Value _ -> {
                // nothing is inside
            }
        }
    }

    private void map(JsonNode value, Shape element, String path) {
        if (element instanceof Shape.Value) {
            return;
        }
        for (Map.Entry<String, JsonNode> entry : value.properties()) {
            value(entry.getValue(), element, path + "." + entry.getKey() + ".member");
        }
    }

    private void report(@Nullable JsonNode value, String path, String message) {
        if (errors.size() < MAX_ERRORS) {
            String shown = value == null ? "null" : "'" + text(value) + "'";
            errors.add("Value " + shown + " at '" + path + "' failed to satisfy constraint: " + message);
        }
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            StringJoiner elements = new StringJoiner(", ", "[", "]");
            value.forEach(element -> elements.add(text(element)));
            return elements.toString();
        }
        return value.isObject() ? value.toString() : value.asText();
    }

    private static String lowerFirst(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
