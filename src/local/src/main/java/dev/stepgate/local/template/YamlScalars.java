// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.stepgate.local.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Converts plain words in YAML 1.1 to values. A boolean's text is `true` or `false` and an integer's is
/// decimal, however they were written; a number with a fraction keeps its spelling.
final class YamlScalars {
    private static final Set<String> TRUE = Set.of("yes", "true", "on");
    private static final BigInteger SIXTY = BigInteger.valueOf(60);

    private YamlScalars() {}

    static Node.Scalar of(ScalarNode scalar, SourceLocation mark) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return new Node.Scalar(NullNode.getInstance(), text, mark);
        }
        if (tag.equals(Tag.BOOL)) {
            boolean value = TRUE.contains(text.toLowerCase(Locale.ROOT));
            return new Node.Scalar(BooleanNode.valueOf(value), Boolean.toString(value), mark);
        }
        if (tag.equals(Tag.INT)) {
            JsonNode number = number(integer(text.replace("_", "")));
            return new Node.Scalar(number, number.asText(), mark);
        }
        return tag.equals(Tag.FLOAT)
                ? new Node.Scalar(decimal(text.replace("_", "")), text, mark)
                : Node.text(text, mark);
    }

    private static JsonNode number(BigInteger value) {
        if (value.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(value.intValue());
        }
        return value.bitLength() < Long.SIZE ? LongNode.valueOf(value.longValue()) : BigIntegerNode.valueOf(value);
    }

    private static BigInteger integer(String text) {
        boolean negative = text.startsWith("-");
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        BigInteger value = digits.contains(":") ? sexagesimal(digits) : radix(digits);
        return negative ? value.negate() : value;
    }

    private static BigInteger radix(String digits) {
        if (digits.startsWith("0b")) {
            return new BigInteger(digits.substring(2), 2);
        }
        if (digits.startsWith("0x")) {
            return new BigInteger(digits.substring(2), 16);
        }
        return digits.length() > 1 && digits.startsWith("0") ? new BigInteger(digits, 8) : new BigInteger(digits);
    }

    /// Converts base 60: `1:30` is 90.
    private static BigInteger sexagesimal(String digits) {
        BigInteger value = BigInteger.ZERO;
        for (String part : digits.split(":", -1)) {
            value = value.multiply(SIXTY).add(new BigInteger(part));
        }
        return value;
    }

    private static JsonNode decimal(String text) {
        return text.matches("-?(0|[1-9][0-9]*)\\.[0-9]+([eE][-+][0-9]+)?")
                ? Json.parse(text)
                : DecimalNode.valueOf(new BigDecimal(text.startsWith("+") ? text.substring(1) : text));
    }
}
