// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.path.JsonPath;
import dev.stepgate.local.path.PathSyntaxException;
import java.time.Instant;
import java.util.stream.Stream;

/// The text that is sent to a target. Immutable.
sealed interface TargetInput {

    /// The data from which the text is made.
    ///
    /// @param event in the form of [Event#json]
    record Occasion(JsonNode event, RuleName rule, Instant ingested) {}

    String text(Occasion occasion);

    record WholeEvent() implements TargetInput {
        @Override
        public String text(Occasion occasion) {
            return Json.write(occasion.event());
        }
    }

    record Constant(String text) implements TargetInput {
        @Override
        public String text(Occasion occasion) {
            return text;
        }
    }

    /// A part of the event; an empty string where the event has no such part.
    record Part(JsonPath path) implements TargetInput {
        @Override
        public String text(Occasion occasion) {
            return Json.write(path.find(occasion.event()).orElse(TextNode.valueOf("")));
        }
    }

    record Transformed(InputTransformer transformer) implements TargetInput {
        @Override
        public String text(Occasion occasion) {
            return transformer.apply(occasion);
        }
    }

    /// Parses the members of a target.
    static TargetInput parse(JsonNode target) {
        String id = target.path("Id").asText();
        long given = Stream.of("Input", "InputPath", "InputTransformer")
                .filter(target::hasNonNull)
                .count();
        if (given > 1) {
            throw EventErrors.invalid(
                    "Only one of Input, InputPath, or InputTransformer must be provided for target " + id + ".");
        }
        if (target.hasNonNull("Input")) {
            return constant(id, target.path("Input").asText());
        }
        if (target.hasNonNull("InputPath")) {
            return new Part(path("InputPath", target.path("InputPath").asText()));
        }
        return target.hasNonNull("InputTransformer")
                ? new Transformed(InputTransformer.parse(id, target.path("InputTransformer")))
                : new WholeEvent();
    }

    private static TargetInput constant(String id, String text) {
        try {
            Json.parse(text);
            return new Constant(text);
        } catch (JsonSyntaxException e) {
            throw EventErrors.invalid("JSON syntax error in input for target " + id + " : [" + e.getMessage()
                    + "; line: " + e.line() + ", column: " + e.column() + "].");
        }
    }

    static JsonPath path(String member, String text) {
        try {
            return JsonPath.parse(text);
        } catch (PathSyntaxException e) {
            throw EventErrors.invalidParameter(member, String.valueOf(e.getMessage()));
        }
    }
}
