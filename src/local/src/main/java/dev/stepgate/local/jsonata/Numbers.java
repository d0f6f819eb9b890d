// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import dev.stepgate.local.json.Json;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Number conversions. Computations use doubles; whole numbers of the input keep their 64 bits.
final class Numbers {
    private static final MathContext SIGNIFICANT_DIGITS = new MathContext(15, RoundingMode.HALF_UP);
    private static final Pattern LEADING_INTEGER = Pattern.compile("\\s*([-+]?[0-9]+)");
    /// JavaScript writes whole numbers from here on with an exponent.
    private static final double EXPONENT_FROM = 1e21;

    private Numbers() {}

    /// Makes a node, of a whole number where it is one; infinities and NaN have a node too.
    static NumericNode node(double value) {
        return Double.isFinite(value) ? Json.number(value) : DoubleNode.valueOf(value);
    }

    /// Returns false for NaN, which is literally not a number. Throws [EvaluationError] for infinities.
    static boolean isNumeric(@Nullable JsonNode value) {
        if (!(value instanceof NumericNode number)) {
            return false;
        }
        double found = number.doubleValue();
        if (Double.isInfinite(found)) {
            throw EvaluationError.outOfRange(found);
        }
        return !Double.isNaN(found);
    }

    /// Returns true for a number, and for an array that contains only numbers.
    static boolean areAll(JsonNode value) {
        if (!(value instanceof ArrayNode array)) {
            return isNumeric(value);
        }
        for (JsonNode element : array) {
            if (!isNumeric(element)) {
                return false;
            }
        }
        return true;
    }

    static int compare(NumericNode left, NumericNode right) {
        return left.isIntegralNumber()
                        && right.isIntegralNumber()
                        && left.canConvertToLong()
                        && right.canConvertToLong()
                ? Long.compare(left.longValue(), right.longValue())
                : Double.compare(left.doubleValue() + 0.0, right.doubleValue() + 0.0);
    }

    static boolean areEqual(NumericNode left, NumericNode right) {
        return !Double.isNaN(left.doubleValue()) && compare(left, right) == 0;
    }

    /// Rounds a number as `$string` shows it: a whole number is unchanged, any other has fifteen digits.
    static double rounded(double value) {
        return Math.rint(value) == value
                ? value
                : new BigDecimal(value).round(SIGNIFICANT_DIGITS).doubleValue();
    }

    /// Returns the whole number at the beginning of a text, or NaN without one.
    static double leadingInteger(String text) {
        Matcher integer = LEADING_INTEGER.matcher(text);
        return integer.lookingAt() ? Double.parseDouble(integer.group(1)) : Double.NaN;
    }

    /// Writes a finite number as [ECMAScript](https://tc39.es/ecma262/#sec-numeric-types-number-tostring)
    /// does.
    static String text(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        double size = Math.abs(value);
        if (size >= 1e-6 && size < EXPONENT_FROM) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - shortest.scale();
        return (value < 0 ? "-" : "") + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "") + "e"
                + (exponent < 0 ? "" : "+") + exponent;
    }
}
