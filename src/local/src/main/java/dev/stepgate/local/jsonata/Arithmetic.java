// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser;
import com.dashjoin.jsonata.Utils;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The operators of numbers. Their results may be infinite or no number, which the library refuses: each operation
/// becomes the call of a function that is named as the operator.
final class Arithmetic {
    private static final Set<String> OPERATORS = Set.of("+", "-", "*", "/", "%");
    private static final List<String> PARTS = Stream.of(Tree.SAME_CONTEXT, List.of("steps"), Tree.OWN_CONTEXT)
            .flatMap(List::stream)
            .toList();

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private Arithmetic() {}

    static void replaceIn(Jsonata expression) {
        OPERATORS.forEach(operator -> expression.registerFunction(
                operator,
                new Jsonata.JFunction((_, operands) -> compute(operator, operands.get(0), operands.get(1)), null)));
        new Arithmetic().walk(Tree.of(expression));
    }

    private void walk(@Nullable Object part) {
        switch (part) {
            case Parser.Symbol symbol -> {
                if (seen.add(symbol)) {
                    PARTS.forEach(name -> walk(Tree.get(symbol, name)));
                    replace(symbol);
                }
            }
            case List<?> parts -> parts.forEach(this::walk);
            case Object[] pair -> Stream.of(pair).forEach(this::walk);
            case null, default -> {}
        }
    }

    private static void replace(Parser.Symbol symbol) {
        String operator = String.valueOf(Tree.get(symbol, "value"));
        if (!Tree.is(symbol, "binary") || !OPERATORS.contains(operator)) {
            return;
        }
        Parser.Symbol function = new Parser().parse("$x");
        Tree.set(function, "value", operator);
        Tree.set(symbol, "type", "function");
        Tree.set(symbol, "procedure", function);
        Tree.set(
                symbol,
                "arguments",
                Stream.of("lhs", "rhs").map(side -> Tree.get(symbol, side)).toList());
    }

    private static @Nullable Object compute(String operator, @Nullable Object left, @Nullable Object right) {
        check(left, "T2001", "left", operator);
        check(right, "T2002", "right", operator);
        if (left == null || right == null) {
            return null;
        }
        double a = ((Number) left).doubleValue();
        double b = ((Number) right).doubleValue();
        double result = switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            case "/" -> a / b;
            default -> a % b;
        };
        return Double.isFinite(result) ? Utils.convertNumber(result) : Double.valueOf(result);
    }

    private static void check(@Nullable Object operand, String code, String side, String operator) {
        if (operand != null && !Utils.isNumeric(operand)) {
            throw new EvaluationError(
                    code, "The " + side + " side of the \"" + operator + "\" operator must evaluate to a number");
        }
    }
}
