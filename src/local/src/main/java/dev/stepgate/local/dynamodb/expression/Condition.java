// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.item.Item;
import java.util.List;
import java.util.stream.Stream;

/// A condition on an item: from ConditionExpression, FilterExpression, KeyConditionExpression, or the
/// equivalent legacy parameters.
public sealed interface Condition {
    record And(Condition left, Condition right) implements Condition {}

    record Or(Condition left, Condition right) implements Condition {}

    record Not(Condition condition) implements Condition {}

    record Comparison(Comparator comparator, Operand left, Operand right) implements Condition {}

    record Between(Operand value, Operand low, Operand high) implements Condition {}

    record In(Operand value, List<Operand> options) implements Condition {
        public In {
            options = List.copyOf(options);
        }
    }

    /// @param arguments as many as the function takes
    record Call(ConditionFunction function, List<Operand> arguments) implements Condition {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /// No condition at all.
    record Always() implements Condition {}

    /// Returns true when the item fulfils the condition. An item that does not exist counts as empty.
    default boolean matches(Item item) {
        return ConditionEvaluator.matches(this, item);
    }

    /// Returns every document path, in the order of the text.
    default Stream<DocumentPath> paths() {
        return switch (this) {
            case And(Condition left, Condition right) -> Stream.concat(left.paths(), right.paths());
            case Or(Condition left, Condition right) -> Stream.concat(left.paths(), right.paths());
            case Not(Condition condition) -> condition.paths();
            case Comparison comparison -> pathsOf(Stream.of(comparison.left(), comparison.right()));
            case Between(Operand value, Operand low, Operand high) -> pathsOf(Stream.of(value, low, high));
            case In(Operand value, List<Operand> options) -> pathsOf(Stream.concat(Stream.of(value), options.stream()));
            case Call call -> pathsOf(call.arguments().stream());
            case Always _ -> Stream.empty();
        };
    }

    private static Stream<DocumentPath> pathsOf(Stream<Operand> operands) {
        return operands.flatMap(operand -> switch (operand) {
            case Operand.Path(DocumentPath path) -> Stream.of(path);
            case Operand.Size(Operand of) -> pathsOf(Stream.of(of));
            case Operand.Literal _, Operand.Undefined _ -> Stream.empty();
        });
    }
}
