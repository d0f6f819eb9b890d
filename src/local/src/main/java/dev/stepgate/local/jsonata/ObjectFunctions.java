// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import static dev.stepgate.local.jsonata.Builtins.always;
import static dev.stepgate.local.jsonata.Builtins.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// [Object functions](https://docs.jsonata.org/object-functions).
final class ObjectFunctions {
    static final Map<String, FunctionValue.Builtin> ALL = Map.ofEntries(
            function("keys", "<x-:a<s>>", ObjectFunctions::keys),
            function("lookup", "<x-s:x>", ObjectFunctions::lookup),
            function("spread", "<x-:a<o>>", ObjectFunctions::spread),
            function("merge", "<a<o>:o>", ObjectFunctions::merge),
            function("each", "<o-f:a>", ObjectFunctions::each),
            function("sift", "<o-f?:o>", ObjectFunctions::sift),
            function("clone", "<(oa)-:o>", arguments -> Copy.of(value(arguments), arguments.bounds())),
            function("type", "<x:s>", arguments -> TextNode.valueOf(type(value(arguments)))),
            always("error", "<s?:x>", ObjectFunctions::error),
            always("assert", "<bs?:x>", ObjectFunctions::check));

    private ObjectFunctions() {}

    private static JsonNode value(Arguments arguments) {
        return Objects.requireNonNull(arguments.get(0), "functions are not called without it");
    }

    private static JsonNode keys(Arguments arguments) {
        Set<String> names = new LinkedHashSet<>();
        collect(value(arguments), names, arguments.bounds());
        ComputedArray keys = ComputedArray.sequence();
        names.forEach(name -> keys.push(TextNode.valueOf(name)));
        return keys;
    }

    private static void collect(JsonNode value, Set<String> names, Bounds bounds) {
        bounds.step();
        if (value instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(names::add);
        } else if (value instanceof ArrayNode array) {
            array.forEach(element -> collect(element, names, bounds));
        }
    }

    private static @Nullable JsonNode lookup(Arguments arguments) {
        String name = arguments.text(1);
        return name == null ? null : Lookup.member(value(arguments), name, arguments.bounds());
    }

    /// Returns each member as an object of its own.
    private static JsonNode spread(Arguments arguments) {
        JsonNode value = value(arguments);
        if (!value.isContainerNode()) {
            return value;
        }
        ComputedArray all = value.isObject() || value.isEmpty() ? ComputedArray.sequence() : ComputedArray.array(8);
        spread(value, all);
        return all;
    }

    private static void spread(JsonNode value, ComputedArray all) {
        if (value instanceof ObjectNode object) {
            object.forEachEntry((name, member) -> all.push(new ComputedObject().member(name, member)));
        } else if (value instanceof ArrayNode array) {
            array.forEach(element -> spread(element, all));
        } else {
            all.push(value);
        }
    }

    private static JsonNode merge(Arguments arguments) {
        ComputedObject merged = new ComputedObject();
        value(arguments).forEach(object -> object.forEachEntry(merged::member));
        return merged;
    }

    private static @Nullable JsonNode call(Arguments arguments, String name, JsonNode member) {
        FunctionValue function = arguments.function(1);
        if (function == null) {
            throw EvaluationError.internal("a function that is undefined");
        }
        return arguments.call(function, List.of(member, TextNode.valueOf(name), value(arguments)));
    }

    private static JsonNode each(Arguments arguments) {
        ComputedArray values = ComputedArray.sequence();
        value(arguments).forEachEntry((name, member) -> {
            JsonNode value = call(arguments, name, member);
            if (value != null) {
                values.push(value);
            }
        });
        return values;
    }

    private static @Nullable JsonNode sift(Arguments arguments) {
        ComputedObject left = new ComputedObject();
        value(arguments).forEachEntry((name, member) -> {
            if (Truth.of(call(arguments, name, member))) {
                left.member(name, member);
            }
        });
        return left.isEmpty() ? null : left;
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> "null";
            case NUMBER -> Numbers.isNumeric(value) ? "number" : "object";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case POJO -> "function";
            case OBJECT, BINARY, MISSING -> "object";
        };
    }

    private static JsonNode error(Arguments arguments) {
        String message = arguments.text(0);
        throw new EvaluationError(
                "D3137", message == null || message.isEmpty() ? "$error() function evaluated" : message);
    }

    private static @Nullable JsonNode check(Arguments arguments) {
        JsonNode condition = arguments.get(0);
        String message = arguments.text(1);
        if (condition != null && condition.booleanValue()) {
            return null;
        }
        throw new EvaluationError(
                "D3141", message == null || message.isEmpty() ? "$assert() statement failed" : message);
    }
}
