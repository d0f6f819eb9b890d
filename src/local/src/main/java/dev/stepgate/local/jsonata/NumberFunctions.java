// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import static dev.stepgate.local.jsonata.Builtins.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.Pattern;

/// [Numeric functions](https://docs.jsonata.org/numeric-functions).
final class NumberFunctions {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([Ee][-+]?\\d+)?");
    private static final Pattern OTHER_BASE = Pattern.compile("0[xX][0-9A-Fa-f]+|0[bB][01]+|0[oO][0-7]+");
    /// The maximum number of digits of a double before or after its point.
    private static final int MAX_DIGITS = 1_100;

    static final Map<String, FunctionValue.Builtin> ALL = Map.ofEntries(
            function("number", "<(nsb)-:n>", NumberFunctions::number),
            function("abs", "<n-:n>", each(Math::abs)),
            function("floor", "<n-:n>", each(Math::floor)),
            function("ceil", "<n-:n>", each(Math::ceil)),
            function("round", "<n-n?:n>", NumberFunctions::round),
            function("sqrt", "<n-:n>", NumberFunctions::sqrt),
            function("power", "<n-n:n>", NumberFunctions::power),
            function("formatNumber", "<n-so?:s>", NumberText::formatNumber),
            function("formatBase", "<n-n?:s>", NumberFunctions::formatBase),
            function("formatInteger", "<n-s:s>", IntegerPicture::format),
            function("parseInteger", "<s-s:n>", IntegerPicture::parse));

    private NumberFunctions() {}

    private static FunctionValue.Body each(DoubleUnaryOperator operator) {
        return arguments -> Numbers.node(operator.applyAsDouble(arguments.number(0, Double.NaN)));
    }

    private static JsonNode number(Arguments arguments) {
        JsonNode value = arguments.values().getFirst();
        if (value instanceof BooleanNode truth) {
            return IntNode.valueOf(truth.booleanValue() ? 1 : 0);
        }
        if (!(value instanceof TextNode text)) {
            return java.util.Objects.requireNonNull(value, "number");
        }
        double number = number(text.textValue());
        if (!Double.isFinite(number)) {
            throw new EvaluationError("D3030", "Unable to cast value to a number: " + EvaluationError.value(value));
        }
        return Numbers.node(number);
    }

    private static double number(String text) {
        if (NUMBER.matcher(text).matches()) {
            return Double.parseDouble(text);
        }
        if (!OTHER_BASE.matcher(text).matches()) {
            return Double.NaN;
        }
        int radix = switch (Character.toLowerCase(text.charAt(1))) {
            case 'x' -> 16;
            case 'o' -> 8;
            default -> 2;
        };
        return new BigInteger(text.substring(2), radix).doubleValue();
    }

    /// Rounds the number's decimal representation half to even.
    static double round(double value, double precision) {
        if (!Double.isFinite(value) || precision > MAX_DIGITS) {
            return value;
        }
        return precision < -MAX_DIGITS
                ? 0
                : new BigDecimal(Double.toString(value))
                        .setScale((int) precision, RoundingMode.HALF_EVEN)
                        .doubleValue();
    }

    private static JsonNode round(Arguments arguments) {
        return Numbers.node(round(arguments.number(0, Double.NaN), arguments.number(1, 0)));
    }

    private static JsonNode sqrt(Arguments arguments) {
        double value = arguments.number(0, Double.NaN);
        if (value < 0) {
            throw new EvaluationError(
                    "D3060",
                    "The sqrt function cannot be applied to a negative number: "
                            + EvaluationError.value(arguments.get(0)));
        }
        return Numbers.node(Math.sqrt(value));
    }

    private static JsonNode power(Arguments arguments) {
        double power = Math.pow(arguments.number(0, Double.NaN), arguments.number(1, Double.NaN));
        if (!Double.isFinite(power)) {
            throw new EvaluationError(
                    "D3061",
                    "The power function has resulted in a value that cannot be represented as a JSON number: base="
                            + EvaluationError.value(arguments.get(0)) + ", exponent="
                            + EvaluationError.value(arguments.get(1)));
        }
        return Numbers.node(power);
    }

    private static JsonNode formatBase(Arguments arguments) {
        double radix = round(arguments.number(1, 10), 0);
        if (!(radix >= 2 && radix <= 36)) {
            throw new EvaluationError(
                    "D3100",
                    "The radix of the formatBase function must be between 2 and 36.  It was given "
                            + EvaluationError.value(Numbers.node(radix)));
        }
        double value = round(arguments.number(0, Double.NaN), 0);
        return TextNode.valueOf(
                Double.isFinite(value)
                        ? new BigDecimal(value).toBigInteger().toString((int) radix)
                        : Double.toString(value));
    }
}
