// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.random.RandomUuid;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// A JSONata expression, parsed once and evaluated any number of times by any thread.
///
/// The language is [JSONata 2](https://docs.jsonata.org/). [Step
/// Functions](https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html) adds `$partition`,
/// `$range`, `$hash`, `$random`, `$uuid` and `$parse`, removes `$eval`, and limits depth, time and memory.
public final class JsonataExpression {
    private final String text;
    private final Expression expression;
    private final Optional<MemberPath> path;
    private final References references;

    private JsonataExpression(String text, Expression expression) {
        this.text = text;
        this.expression = expression;
        this.path = MemberPath.of(expression);
        this.references = References.of(expression);
    }

    /// Parses an expression, given without its `{%` and `%}`. Throws [JsonataSyntaxException].
    public static JsonataExpression parse(String text) {
        return new JsonataExpression(text, Parser.parse(text));
    }

    public String text() {
        return text;
    }

    /// Returns the reasons, in AWS's words, for which AWS refuses the expression when a definition is loaded,
    /// such as `Reference to 'name' at the top level is not supported.`; empty for a valid expression.
    public Set<String> unsupported() {
        return Collections.unmodifiableSet(references.unsupported());
    }

    /// The members of `$states` that the expression reads, such as `input` and `errorOutput`.
    public Set<String> statesMembers() {
        return Collections.unmodifiableSet(references.statesMembers());
    }

    /// The variables that the expression reads, without `$`, except for called functions, `states`, and
    /// variables that it binds itself.
    public Set<String> variables() {
        return references.variables();
    }

    /// Evaluates the expression. Throws [JsonataException] when it fails, has no value, or has a value that
    /// JSON cannot express.
    public JsonNode evaluate(JsonataScope scope) {
        return evaluate(scope, () -> false);
    }

    /// Evaluates the expression, but gives up with a [CancellationException] soon after `stopped` returns
    /// true. The evaluating thread polls it every few microseconds.
    public JsonNode evaluate(JsonataScope scope, BooleanSupplier stopped) {
        try {
            return evaluate(scope, new Bounds(Bounds.MAX_DEPTH, Bounds.MAX_NANOS, stopped));
        } catch (EvaluationError e) {
            throw failed(e, scope);
        } catch (Result.UnsupportedValueException _) {
            throw JsonataException.unsupported(text);
        }
    }

    JsonNode evaluate(JsonataScope scope, Bounds bounds) {
        JsonNode value = path.isPresent() ? path.get().lookup(scope.variables()) : null;
        if (value == null) {
            value = new Evaluator(bounds, scope).evaluate(expression, null, Frame.outermost(scope));
        }
        if (value == null) {
            throw JsonataException.undefined(text);
        }
        return new Result(bounds).of(value);
    }

    private JsonataException failed(EvaluationError e, JsonataScope scope) {
        String message = String.valueOf(e.getMessage());
        return switch (e.kind()) {
            case CODED -> JsonataException.threw(text, message);
            case LIMIT -> JsonataException.reachedLimit(text, message);
            case INTERNAL ->
                JsonataException.internal(text, RandomUuid.of(scope.random()).toString());
        };
    }
}
