// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules for DynamoDB's numbers: up to 38 significant digits, magnitudes from 1E-130 to 9.99...E+125
/// ([Number](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number)).
public final class NumberRules {
    private static final int MAX_DIGITS = 38;
    private static final int MAX_EXPONENT = 125;
    private static final int MIN_EXPONENT = -130;
    private static final int MAX_LENGTH = 1024;
    private static final int SAFE_DIGITS = 7;
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE]([+-]?[0-9]+))?");
    private static final String NO_NUMBER = "The parameter cannot be converted to a numeric value";

    private NumberRules() {}

    /// Parses a number; throws a ValidationException when the text is not a number, or out of range.
    static BigDecimal parse(String text) {
        if (text.isEmpty()) {
            throw DynamoDbErrors.validation(NO_NUMBER);
        }
        Matcher parts = NUMBER.matcher(text);
        if (text.length() > MAX_LENGTH || !parts.matches()) {
            throw DynamoDbErrors.validation(NO_NUMBER + ": " + text);
        }
        requireExponent(text, parts.group(1));
        BigDecimal number = new BigDecimal(text);
        if (number.signum() == 0) {
            requireRange(exponent(number));
        }
        return inRange(number);
    }

    /// Checks the exponent, which may be larger than any number of this JVM.
    private static void requireExponent(String text, @Nullable String exponent) {
        if (exponent != null && exponent.length() > SAFE_DIGITS) {
            try {
                requireRange(Long.parseLong(exponent));
            } catch (NumberFormatException _) {
                throw DynamoDbErrors.validation(NO_NUMBER + ": " + text);
            }
        }
    }

    private static void requireRange(long exponent) {
        if (exponent > MAX_EXPONENT) {
            throw DynamoDbErrors.validation(
                    "Number overflow. Attempting to store a number with magnitude larger than supported range");
        }
        if (exponent < MIN_EXPONENT) {
            throw DynamoDbErrors.validation(
                    "Number underflow. Attempting to store a number with magnitude smaller than supported range");
        }
    }

    /// Returns the number without trailing zeros; throws a ValidationException when it is out of range.
    public static BigDecimal inRange(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        requireRange(exponent(stripped));
        if (stripped.precision() > MAX_DIGITS) {
            throw DynamoDbErrors.validation("Attempting to store more than 38 significant digits in a Number");
        }
        return stripped;
    }

    /// Returns the power of ten of the first digit: 2 for 123.
    static int exponent(BigDecimal number) {
        return number.precision() - number.scale() - 1;
    }
}
