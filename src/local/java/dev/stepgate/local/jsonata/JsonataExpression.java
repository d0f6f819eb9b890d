// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;

/// A JSONata expression, parsed once and evaluated any number of times by any thread.
///
/// [Step Functions](https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html) adds `$partition`,
/// `$range`, `$hash`,
/// `$random`, `$uuid` and `$parse`, and takes `$eval` away.
public final class JsonataExpression {
    private static final Object NULL = Jsonata.NULL_VALUE;

    private final String text;
    private final Jsonata compiled;

    private JsonataExpression(String text, Jsonata compiled) {
        this.text = text;
        this.compiled = compiled;
    }

    /// The expression without its `{%` and `%}`. Throws [JsonataSyntaxException].
    public static JsonataExpression parse(String text) {
        try {
            return new JsonataExpression(text, Jsonata.jsonata(text));
        } catch (JException e) {
            throw new JsonataSyntaxException(e.getError(), String.valueOf(e.getMessage()));
        }
    }

    public String text() {
        return text;
    }

    /// Throws [JsonataException] when the expression fails, gives nothing, or gives what JSON has no word for.
    public JsonNode evaluate(JsonataScope scope) {
        Jsonata.Frame frame = compiled.createFrame();
        scope.variables()
                .forEach((name, value) -> frame.bind(name, Json.mapper().convertValue(value, Object.class)));
        try {
            Object result = compiled.evaluate(null, frame);
            if (result == null) {
                throw JsonataException.undefined(text);
            }
            return Json.mapper().valueToTree(NULL.equals(result) ? null : result);
        } catch (JException e) {
            throw JsonataException.threw(text, e.getError(), String.valueOf(e.getMessage()));
        }
    }
}
