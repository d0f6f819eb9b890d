// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.evaluation.CountedText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Iterates over the matches in a text.
sealed interface Matches {

    /// A match; a group that did not take part is null.
    record Match(String text, int start, int end, List<@Nullable String> groups) {}

    /// Returns the next match; null after the last one. Throws [EvaluationError].
    @Nullable
    Match next();

    /// Returns the matches of a string, a regular expression, or a function that acts as one.
    static Matches of(@Nullable JsonNode matcher, String text, Arguments arguments) {
        return switch (matcher) {
            case FunctionValue.Regex regex -> new OfRegex(regex.pattern(), text, arguments.bounds());
            case FunctionValue function -> new OfFunction(function, text, arguments);
            case null, default -> throw EvaluationError.internal("a matcher that is undefined");
        };
    }

    /// The matches of a regular expression. Each character it looks at is a step of the evaluation, so that
    /// even one that backtracks endlessly is stopped in time.
    final class OfRegex implements Matches {
        private final Matcher matcher;
        private final int length;
        private int end = -1;
        private boolean empty;

        OfRegex(Pattern pattern, String text, Bounds bounds) {
            this.matcher = pattern.matcher(new CountedText(text, bounds::step));
            this.length = text.length();
        }

        @Override
        public @Nullable Match next() {
            if (end >= length || end >= 0 && !empty && !find() || end < 0 && !find()) {
                return null;
            }
            boolean first = end < 0;
            if (!first && (empty || matcher.end() == matcher.start())) {
                throw new EvaluationError("D1004", "Regular expression matches zero length string");
            }
            end = matcher.end();
            empty = end == matcher.start();
            List<@Nullable String> groups = new ArrayList<>();
            for (int i = 1; i <= matcher.groupCount(); i++) {
                groups.add(matcher.group(i));
            }
            return new Match(matcher.group(), matcher.start(), end, groups);
        }

        private boolean find() {
            return safely(matcher::find);
        }
    }

    /// Runs a match. Java's matchers recurse for each repetition of a group, and may overflow the stack on
    /// long texts.
    static boolean safely(BooleanSupplier match) {
        try {
            return match.getAsBoolean();
        } catch (StackOverflowError _) {
            throw Bounds.tooDeep();
        }
    }

    /// The occurrences of a string.
    final class OfText implements Matches {
        private final String wanted;
        private final String text;
        private int position;

        OfText(String wanted, String text) {
            this.wanted = wanted;
            this.text = text;
        }

        @Override
        public @Nullable Match next() {
            int at = text.indexOf(wanted, position);
            position = at + wanted.length();
            return at < 0 ? null : new Match(wanted, at, position, List.of());
        }
    }

    /// [The matches of a function](https://docs.jsonata.org/regex#generalized-matching), which returns the
    /// first one, and with it a function that returns the next.
    final class OfFunction implements Matches {
        private final Arguments arguments;
        private @Nullable JsonNode function;
        private List<TextNode> parameters;

        OfFunction(FunctionValue function, String text, Arguments arguments) {
            this.arguments = arguments;
            this.function = function;
            this.parameters = List.of(TextNode.valueOf(text));
        }

        @Override
        public @Nullable Match next() {
            JsonNode found = arguments.evaluator().apply(function, parameters, null, null);
            if (found == null) {
                return null;
            }
            if (!(found instanceof ObjectNode object) || !isMatch(object)) {
                throw new EvaluationError(
                        "T1010",
                        "The matcher function argument passed to function "
                                + EvaluationError.name(arguments.function())
                                + " does not return the correct object structure");
            }
            function = object.get("next");
            parameters = List.of();
            List<@Nullable String> groups = new ArrayList<>();
            object.path("groups").forEach(group -> groups.add(group.textValue()));
            return new Match(
                    object.path("match").asText(),
                    object.path("start").intValue(),
                    object.path("end").intValue(),
                    groups);
        }

        private static boolean isMatch(ObjectNode object) {
            return object.path("start").isNumber()
                    || object.get("groups") instanceof ArrayNode
                    || object.get("next") instanceof FunctionValue;
        }
    }
}
