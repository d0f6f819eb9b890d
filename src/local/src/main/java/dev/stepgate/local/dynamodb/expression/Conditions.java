// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.dynamodb.expression.Findings.Kind;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import java.util.List;
import java.util.function.Consumer;

/// Makes the conditions of languages other than that of expressions, with the same checks of their operands.
/// Every refusal is a ValidationException.
public final class Conditions {
    private Conditions() {}

    public static Condition comparison(Comparator comparator, Operand left, Operand right) {
        List<Operand> operands = List.of(left, right);
        check(checks -> {
            if (comparator != Comparator.EQ && comparator != Comparator.NE) {
                checks.ordered(comparator.symbol, operands);
            }
            checks.distinct(comparator.symbol, operands);
        });
        return new Condition.Comparison(comparator, left, right);
    }

    public static Condition between(Operand value, Operand low, Operand high) {
        check(checks -> {
            checks.ordered("BETWEEN", List.of(value, low, high));
            checks.bounds(low, high);
        });
        return new Condition.Between(value, low, high);
    }

    public static Condition call(ConditionFunction function, List<Operand> arguments) {
        check(checks -> checks.function(function.word(), arguments));
        return new Condition.Call(function, arguments);
    }

    /// Makes a call of `size`.
    public static Operand size(List<Operand> arguments) {
        check(checks -> checks.function("size", arguments));
        return new Operand.Size(arguments.getFirst());
    }

    private static void check(Consumer<ConditionChecks> check) {
        Findings findings = new Findings(List.of(Kind.OPERAND, Kind.DISTINCT, Kind.FUNCTION));
        check.accept(new ConditionChecks(findings));
        try {
            findings.throwFirst();
        } catch (ExpressionException invalid) {
            throw DynamoDbErrors.validation(invalid.message());
        }
    }
}
