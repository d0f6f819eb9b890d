// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A value of a definition and its location. Reading it as a type that it does not have records a problem and
/// returns a placeholder, because the tree is then thrown away.
record DefinitionValue(JsonNode node, String path, DefinitionProblems problems) {

    /// AWS's notation: `/States/First/Retry[0]`, and `/` for the whole definition.
    String location() {
        return path.isEmpty() ? "/" : path;
    }

    void problem(String message) {
        problems.schema(message, location());
    }

    boolean isObject() {
        return node.isObject();
    }

    boolean isText() {
        return node.isTextual();
    }

    String text() {
        if (!node.isTextual()) {
            problem("Expected value of type [STRING]");
        }
        return node.asText();
    }

    boolean flag() {
        if (!node.isBoolean()) {
            problem("Expected value of type [BOOLEAN]");
        }
        return node.asBoolean();
    }

    long integer(Range range) {
        if (!node.isIntegralNumber()) {
            problem("Expected value of type Integer");
            return 0;
        }
        range.check(this);
        return node.asLong();
    }

    double number(Range range) {
        if (!node.isNumber()) {
            problem("Expected value of type Float");
            return 0;
        }
        range.check(this);
        return node.asDouble();
    }

    /// Reads one of the enum's constants, which are named as the definition writes them.
    <E extends Enum<E>> E constant(Class<E> type) {
        E[] constants = type.getEnumConstants();
        String text = text();
        for (E constant : constants) {
            if (constant.name().equals(text)) {
                return constant;
            }
        }
        if (isText()) {
            problem("Value should be one of the following: " + List.of(constants));
        }
        return constants[0];
    }

    Optional<Fields> object() {
        if (!node.isObject()) {
            problem("Expected value of type [OBJECT]");
            return Optional.empty();
        }
        return Optional.of(new Fields(this));
    }

    List<DefinitionValue> items() {
        if (!node.isArray()) {
            problem("Expected value of type [ARRAY]");
        }
        List<DefinitionValue> items = new ArrayList<>();
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            items.add(new DefinitionValue(node.path(i), path + "[" + i + "]", problems));
        }
        return items;
    }

    List<DefinitionValue> someItems() {
        List<DefinitionValue> items = items();
        if (node.isArray() && items.isEmpty()) {
            problem("Value cannot be empty");
        }
        return items;
    }

    DefinitionValue child(String name) {
        return new DefinitionValue(node.path(name), path + "/" + name, problems);
    }
}
