// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.evaluation.EvaluationLimitException;
import dev.stepgate.local.evaluation.EvaluationSteps;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.path.PathReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// A call of an [intrinsic function](https://states-language.net/spec.html#appendix-b), with all its nested
/// calls; parsed once. The arguments of each function are on [AWS's
/// page](https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html).
public final class Intrinsic {
    private final String text;
    private final Argument.Call call;

    private Intrinsic(String text, Argument.Call call) {
        this.text = text;
        this.call = call;
    }

    /// Throws [IntrinsicSyntaxException] unless the text is exactly one call of existing functions, at most
    /// ten in all.
    public static Intrinsic parse(String text) {
        return new Intrinsic(text, new IntrinsicParser(text).parse());
    }

    public String text() {
        return text;
    }

    /// Tells whether the result is a text, or may be one
    /// ([Fail](https://docs.aws.amazon.com/step-functions/latest/dg/state-fail.html)).
    public boolean givesText() {
        return switch (call.function()) {
            case FORMAT, JSON_TO_STRING, ARRAY_GET_ITEM, BASE64_ENCODE, BASE64_DECODE, HASH, UNIQUE_ID -> true;
            case ARRAY,
                    ARRAY_PARTITION,
                    ARRAY_CONTAINS,
                    ARRAY_RANGE,
                    ARRAY_LENGTH,
                    ARRAY_UNIQUE,
                    STRING_SPLIT,
                    JSON_MERGE,
                    STRING_TO_JSON,
                    MATH_RANDOM,
                    MATH_ADD -> false;
        };
    }

    /// Every reference among the arguments, at any depth, in the order of the text.
    public List<PathReference> references() {
        List<PathReference> found = new ArrayList<>();
        collect(call, found);
        return found;
    }

    /// Throws [IntrinsicException] when a function refuses its arguments or a path finds nothing, and
    /// [EvaluationLimitException] when the evaluation exceeds a limit.
    public JsonNode evaluate(Scope scope) {
        try {
            return value(call, scope, new EvaluationSteps(scope.stopped()));
        } catch (IntrinsicException e) {
            throw e.in(text);
        } catch (StackOverflowError _) {
            throw EvaluationLimitException.tooDeep();
        }
    }

    private static void collect(Argument argument, List<PathReference> found) {
        switch (argument) {
            case Argument.Path(PathReference reference) -> found.add(reference);
            case Argument.Call nested -> nested.arguments().forEach(inner -> collect(inner, found));
            case Argument.Literal _, Argument.Text _ -> {}
        }
    }

    private static JsonNode value(Argument argument, Scope scope, EvaluationSteps steps) {
        return switch (argument) {
            case Argument.Literal(JsonNode value) -> value;
            case Argument.Text literal -> literal.value();
            case Argument.Path(PathReference reference) -> read(reference, scope);
            case Argument.Call(IntrinsicFunction function, List<Argument> arguments) ->
                function.apply(
                        new Arguments(function, values(function, arguments, scope, steps), scope.random(), steps));
        };
    }

    private static List<JsonNode> values(
            IntrinsicFunction function, List<Argument> arguments, Scope scope, EvaluationSteps steps) {
        List<JsonNode> values = new ArrayList<>(arguments.size());
        for (Argument argument : arguments) {
            boolean template = function == IntrinsicFunction.FORMAT && values.isEmpty();
            values.add(
                    template && argument instanceof Argument.Text literal
                            ? TextNode.valueOf(literal.written())
                            : value(argument, scope, steps));
        }
        return values;
    }

    /// Reads a reference. In its error AWS names the path without the `$$` or the variable it starts from,
    /// and always the state's input.
    private static JsonNode read(PathReference reference, Scope scope) {
        return scope.read(reference)
                .orElseThrow(() -> IntrinsicException.missing(reference.path().text(), Json.write(scope.input())));
    }

    /// The environment of a call.
    public interface Scope {
        /// Returns the value of a reference; empty when it finds none.
        Optional<JsonNode> read(PathReference reference);

        /// The data for which `$` stands.
        JsonNode input();

        /// The source of the random numbers of `States.UUID` and `States.MathRandom`.
        RandomGenerator random();

        /// Polled regularly; once it returns true, the evaluation is given up with a
        /// [java.util.concurrent.CancellationException].
        BooleanSupplier stopped();
    }
}
