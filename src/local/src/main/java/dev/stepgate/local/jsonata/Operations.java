// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Applies the operators between two values. An undefined operand is null.
final class Operations {
    private static final double MAX_RANGE = 1e7;
    private static final long SCALAR = 8;
    private static final int CHARACTERS_OF_A_STEP = 64;

    private Operations() {}

    static @Nullable JsonNode apply(
            Operator operator, @Nullable JsonNode left, @Nullable JsonNode right, Bounds bounds) {
        return switch (operator) {
            case ADD -> compute(operator, left, right, (a, b) -> a + b);
            case SUBTRACT -> compute(operator, left, right, (a, b) -> a - b);
            case MULTIPLY -> compute(operator, left, right, (a, b) -> a * b);
            case DIVIDE -> compute(operator, left, right, (a, b) -> a / b);
            case REMAINDER -> compute(operator, left, right, (a, b) -> a % b);
            case LESS -> compare(operator, left, right, order -> order < 0);
            case LESS_OR_EQUAL -> compare(operator, left, right, order -> order <= 0);
            case GREATER -> compare(operator, left, right, order -> order > 0);
            case GREATER_OR_EQUAL -> compare(operator, left, right, order -> order >= 0);
            case EQUAL -> Truth.node(left != null && right != null && Equality.of(left, right, bounds));
            case NOT_EQUAL -> Truth.node(left != null && right != null && !Equality.of(left, right, bounds));
            case CONCATENATE -> concatenate(text(left), text(right), bounds);
            case IN -> Truth.node(left != null && right != null && isIn(left, right, bounds));
            case RANGE -> range(left, right);
            case AND, OR -> throw new IllegalStateException("evaluates its second operand only where it must");
        };
    }

    static @Nullable JsonNode negate(@Nullable JsonNode operand) {
        if (operand != null && !Numbers.isNumeric(operand)) {
            throw new EvaluationError("D1002", "Cannot negate a non-numeric value: " + EvaluationError.value(operand));
        }
        return operand == null ? null : Numbers.node(-operand.doubleValue());
    }

    private static @Nullable JsonNode compute(
            Operator operator, @Nullable JsonNode left, @Nullable JsonNode right, DoubleBinaryOperator computation) {
        checkNumber(left, "T2001", "left", operator);
        checkNumber(right, "T2002", "right", operator);
        if (left == null || right == null) {
            return null;
        }
        return Numbers.node(computation.applyAsDouble(left.doubleValue(), right.doubleValue()));
    }

    private static void checkNumber(@Nullable JsonNode operand, String code, String side, Operator operator) {
        if (operand != null && !Numbers.isNumeric(operand)) {
            throw new EvaluationError(
                    code,
                    "The " + side + " side of the " + EvaluationError.name(operator.symbol())
                            + " operator must evaluate to a number");
        }
    }

    private static @Nullable JsonNode compare(
            Operator operator, @Nullable JsonNode left, @Nullable JsonNode right, IntPredicate isTrueFor) {
        if (!isComparable(left) || !isComparable(right)) {
            throw new EvaluationError(
                    "T2010",
                    "The expressions either side of operator " + EvaluationError.name(operator.symbol())
                            + " must evaluate to numeric or string values");
        }
        if (left == null || right == null) {
            return null;
        }
        if (left.isNumber() != right.isNumber()) {
            throw new EvaluationError(
                    "T2009",
                    "The values " + EvaluationError.value(left) + " and " + EvaluationError.value(right)
                            + " either side of operator " + EvaluationError.name(operator.symbol())
                            + " must be of the same data type");
        }
        if (left.isNumber() && (Double.isNaN(left.doubleValue()) || Double.isNaN(right.doubleValue()))) {
            return Truth.node(false);
        }
        return Truth.node(isTrueFor.test(order(left, right)));
    }

    static boolean isComparable(@Nullable JsonNode value) {
        return value == null || value instanceof NumericNode || value instanceof TextNode;
    }

    /// Compares two numbers, or two strings by their UTF-16 units.
    static int order(JsonNode left, JsonNode right) {
        return left instanceof NumericNode one && right instanceof NumericNode other
                ? Numbers.compare(one, other)
                : left.textValue().compareTo(right.textValue());
    }

    private static String text(@Nullable JsonNode operand) {
        return operand == null ? "" : JsonText.of(operand, false);
    }

    private static JsonNode concatenate(String left, String right, Bounds bounds) {
        bounds.steps(Bounds.sum(left.length(), right.length()) / CHARACTERS_OF_A_STEP);
        return TextNode.valueOf(left.concat(right));
    }

    /// Tells whether an array contains a value. Objects and arrays are compared by identity.
    private static boolean isIn(JsonNode value, JsonNode values, Bounds bounds) {
        if (!(values instanceof ArrayNode array)) {
            return isSame(value, values, bounds);
        }
        for (JsonNode element : array) {
            if (isSame(value, element, bounds)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSame(JsonNode left, JsonNode right, Bounds bounds) {
        return left.isContainerNode() ? isIdentical(left, right) : Equality.of(left, right, bounds);
    }

    @SuppressWarnings("ReferenceEquality") // identity is intended
    private static boolean isIdentical(JsonNode left, JsonNode right) {
        return left == right;
    }

    private static @Nullable JsonNode range(@Nullable JsonNode left, @Nullable JsonNode right) {
        checkWhole(left, "T2003", "left");
        checkWhole(right, "T2004", "right");
        if (left == null || right == null || left.doubleValue() > right.doubleValue()) {
            return null;
        }
        double first = left.doubleValue();
        double size = right.doubleValue() - first + 1;
        if (size > MAX_RANGE) {
            throw new EvaluationError(
                    "D2014",
                    "The size of the sequence allocated by the range operator (..) must not exceed 1e7.  Attempted to"
                            + " allocate " + EvaluationError.value(Numbers.node(size)) + ".");
        }
        Bounds.sum(0, ((long) size) * SCALAR);
        ComputedArray range = ComputedArray.sequence();
        for (int i = 0; i < size; i++) {
            range.push(Json.number(first + i));
        }
        return range;
    }

    private static void checkWhole(@Nullable JsonNode operand, String code, String side) {
        boolean whole = operand instanceof NumericNode number
                && Double.isFinite(number.doubleValue())
                && Math.rint(number.doubleValue()) == number.doubleValue();
        if (operand != null && !whole) {
            throw new EvaluationError(
                    code, "The " + side + " side of the range operator (..) must evaluate to an integer");
        }
    }
}
