// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import org.jspecify.annotations.Nullable;

/// An evaluation that cannot continue. [JsonataExpression] turns it into a [JsonataException].
final class EvaluationError extends RuntimeException {

    enum Kind {
        /// One of the language's own errors: its code and message are those of the reference implementation.
        CODED,
        /// One of AWS's limits, with a message and no code.
        LIMIT,
        /// A failure for which the reference implementation has no code.
        INTERNAL
    }

    private final Kind kind;

    private EvaluationError(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    EvaluationError(String code, String message) {
        this(Kind.CODED, code + ": " + message);
    }

    static EvaluationError limit(String sentence) {
        return new EvaluationError(Kind.LIMIT, sentence);
    }

    /// Makes an internal error. `reason` helps to debug this runtime; AWS does not show one.
    static EvaluationError internal(String reason) {
        return new EvaluationError(Kind.INTERNAL, reason);
    }

    static EvaluationError signature(int argument, @Nullable String function) {
        return new EvaluationError(
                "T0410",
                "Argument " + argument + " of function " + name(function) + " does not match function signature");
    }

    static EvaluationError outOfRange(double number) {
        return new EvaluationError("D1001", "Number out of range: " + value(Numbers.node(number)));
    }

    Kind kind() {
        return kind;
    }

    /// Formats a name for messages.
    static String name(@Nullable String name) {
        return name == null ? "undefined" : Json.write(TextNode.valueOf(name));
    }

    /// Formats a value for messages.
    static String value(@Nullable JsonNode value) {
        return value == null || value instanceof FunctionValue ? "undefined" : JsonText.exactly(value);
    }
}
