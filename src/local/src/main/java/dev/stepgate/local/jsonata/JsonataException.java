// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.util.Locale;

/// An expression that had no usable value: the error `States.QueryEvaluationError`.
///
/// AWS's cause also names the field, which only the caller knows: [#cause(String)].
public final class JsonataException extends RuntimeException {
    private final String expression;

    private JsonataException(String expression, String message) {
        super(message, null, false, false);
        this.expression = expression;
    }

    /// An error that the evaluation threw. The message begins with its code; see [Messages].
    static JsonataException threw(String expression, String message) {
        return new JsonataException(expression, "threw an error during evaluation. " + message);
    }

    static JsonataException reachedLimit(String expression, String limit) {
        return new JsonataException(expression, "threw an error during evaluation: " + limit);
    }

    /// A failure for which AWS has no message, under an id of its own.
    static JsonataException internal(String expression, String id) {
        return new JsonataException(expression, "threw an internal error during evaluation. " + id);
    }

    static JsonataException undefined(String expression) {
        return new JsonataException(expression, "returned nothing (undefined).");
    }

    static JsonataException unsupported(String expression) {
        return new JsonataException(expression, "returned an unsupported result type.");
    }

    /// A value of a type that the field does not accept; `expected` is the name of a JSON type, such as
    /// `array`.
    public static JsonataException unexpectedType(JsonataExpression expression, String expected, JsonNode value) {
        String actual = value.getNodeType().name().toLowerCase(Locale.ROOT);
        return new JsonataException(
                expression.text(),
                "returned an unexpected result type. Expected '" + expected + "', but was '" + actual + "' for value: "
                        + Json.write(value));
    }

    public String expression() {
        return expression;
    }

    /// Returns, for example, `The JSONata expression '$x' specified for the field 'Output/a' returned nothing
    /// (undefined).`
    public String cause(String field) {
        return "The JSONata expression '" + expression + "' specified for the field '" + field + "' " + getMessage();
    }
}
