// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// A rule that a value of a shape must fulfil.
sealed interface Constraint {
    record OneOf(List<String> values) implements Constraint {}

    record Matches(Pattern pattern) implements Constraint {}

    record Shortest(int length) implements Constraint {}

    record Longest(int length) implements Constraint {}

    record AtLeast(long number) implements Constraint {}

    record AtMost(long number) implements Constraint {}

    /// Constraints on every key of a map.
    record Keys(List<Constraint> constraints) implements Constraint {}

    /// Constraints on every value of a map.
    record Values(List<Constraint> constraints) implements Constraint {}

    default boolean accepts(JsonNode value) {
        return switch (this) {
            case OneOf(List<String> values) -> values.contains(value.asText());
            case Matches(Pattern pattern) -> pattern.matcher(value.asText()).matches();
            case Shortest(int length) -> length(value) >= length;
            case Longest(int length) -> length(value) <= length;
            case AtLeast(long number) -> value.longValue() >= number;
            case AtMost(long number) -> value.longValue() <= number;
            case Keys(List<Constraint> constraints) ->
                value.properties().stream()
                        .allMatch(entry ->
                                constraints.stream().allMatch(constraint -> constraint.acceptsText(entry.getKey())));
            case Values(List<Constraint> constraints) ->
                StreamSupport.stream(value.spliterator(), false)
                        .allMatch(each -> constraints.stream().allMatch(constraint -> constraint.accepts(each)));
        };
    }

    private boolean acceptsText(String text) {
        return accepts(TextNode.valueOf(text));
    }

    private static int length(JsonNode value) {
        return value.isTextual() ? value.asText().length() : value.size();
    }

    /// The service's message for a value that violates it.
    default String message() {
        return switch (this) {
            case OneOf(List<String> values) -> "Member must satisfy enum value set: " + values;
            case Matches(Pattern pattern) -> "Member must satisfy regular expression pattern: " + pattern;
            case Shortest(int length) -> "Member must have length greater than or equal to " + length;
            case Longest(int length) -> "Member must have length less than or equal to " + length;
            case AtLeast(long number) -> "Member must have value greater than or equal to " + number;
            case AtMost(long number) -> "Member must have value less than or equal to " + number;
            case Keys(List<Constraint> constraints) -> "Map keys must satisfy constraint: " + messages(constraints);
            case Values(List<Constraint> constraints) -> "Map value must satisfy constraint: " + messages(constraints);
        };
    }

    private static String messages(List<Constraint> constraints) {
        return constraints.stream().map(Constraint::message).collect(Collectors.joining(", ", "[", "]"));
    }
}
