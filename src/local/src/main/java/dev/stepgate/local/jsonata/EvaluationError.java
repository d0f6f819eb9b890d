// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import org.jspecify.annotations.Nullable;

/// An evaluation that cannot go on. [JsonataExpression] makes a [JsonataException] of it.
final class EvaluationError extends RuntimeException {

    enum Kind {
        /// One of the language's own errors: code and message as the reference implementation gives them.
        CODED,
        /// A limit of AWS's, which has a sentence and no code.
        LIMIT,
        /// A failure that the reference implementation has no code for.
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

    /// `reason` is for who debugs this runtime; AWS tells nobody.
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

    /// A name as it stands in messages.
    static String name(@Nullable String name) {
        return name == null ? "undefined" : Json.write(TextNode.valueOf(name));
    }

    /// A value as it stands in messages.
    static String value(@Nullable JsonNode value) {
        return value == null || value instanceof FunctionValue ? "undefined" : JsonText.exactly(value);
    }
}
