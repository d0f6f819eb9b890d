// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Reads members of an operation's input. A member counts as absent if it is null.
public final class Members {
    private Members() {}

    /// Returns a required member; without it, throws the exception that `absent` makes of the name.
    public static String required(JsonNode input, String name, Function<String, AwsException> absent) {
        return text(input, name).orElseThrow(() -> absent.apply(name));
    }

    public static Optional<String> text(JsonNode input, String name) {
        return find(input, name).map(JsonNode::asText);
    }

    public static Optional<Integer> number(JsonNode input, String name) {
        return find(input, name).map(JsonNode::asInt);
    }

    /// Returns a whole number, or a text of digits as in a query.
    ///
    /// @param wrong makes the exception for any other value
    public static Optional<Integer> wholeNumber(JsonNode input, String name, Function<String, AwsException> wrong) {
        return find(input, name).map(value -> {
            String text = value.asText();
            if ((value.isTextual() || value.isIntegralNumber()) && text.matches("-?[0-9]{1,9}")) {
                return Integer.valueOf(text);
            }
            throw wrong.apply(value.isTextual() ? text : value.toString());
        });
    }

    public static Optional<JsonNode> find(JsonNode input, String name) {
        return input.hasNonNull(name) ? Optional.of(input.get(name)) : Optional.empty();
    }

    /// The elements of a list; none when it is absent.
    public static List<String> texts(JsonNode input, String name) {
        List<String> texts = new ArrayList<>();
        input.path(name).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /// The elements of a list that must have some; without any, throws the exception that `absent` makes of the name.
    public static List<String> requiredTexts(JsonNode input, String name, Function<String, AwsException> absent) {
        List<String> texts = texts(input, name);
        if (texts.isEmpty()) {
            throw absent.apply(name);
        }
        return texts;
    }

    /// The entries of a map; none when it is absent.
    public static Map<String, String> map(JsonNode input, String name) {
        return map(input.path(name));
    }

    /// All entries of a map.
    public static Map<String, String> map(JsonNode entries) {
        Map<String, String> map = new HashMap<>();
        entries.properties()
                .forEach(member -> map.put(member.getKey(), member.getValue().asText()));
        return map;
    }
}
