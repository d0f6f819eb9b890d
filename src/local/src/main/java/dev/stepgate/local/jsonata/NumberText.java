// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Implements `$formatNumber` by the rules of [XPath
/// 3.1](https://www.w3.org/TR/xpath-functions-31/#formatting-numbers), as the reference implementation
/// applies them.
final class NumberText {
    private NumberText() {}

    static JsonNode formatNumber(Arguments arguments) {
        PictureSymbols symbols = PictureSymbols.with(arguments.get(2));
        List<NumberPicture> pictures = NumberPicture.parse(Objects.requireNonNullElse(arguments.text(1), ""), symbols);
        double value = arguments.number(0, Double.NaN);
        NumberPicture picture = value < 0 && pictures.size() > 1 ? pictures.get(1) : pictures.getFirst();
        String sign = value < 0 && pictures.size() == 1 ? symbols.minus() : "";
        return TextNode.valueOf(
                Bounds.checked(sign + picture.prefix() + format(value, picture, symbols) + picture.suffix()));
    }

    private static String format(double value, NumberPicture picture, PictureSymbols symbols) {
        double mantissa = Math.abs(value * picture.factor());
        if (!Double.isFinite(mantissa)) {
            return Double.isNaN(mantissa) ? "NaN" : symbols.infinity();
        }
        int exponent = 0;
        if (picture.exponentDigits() > 0 && mantissa > 0) {
            double most = Math.pow(10, picture.whole().scale());
            double least = Math.pow(10, picture.whole().scale() - 1);
            for (; mantissa < least; exponent--) {
                mantissa *= 10;
            }
            for (; mantissa > most; exponent++) {
                mantissa /= 10;
            }
        }
        StringBuilder text = new StringBuilder(digits(mantissa, picture));
        group(text, picture, symbols);
        String written = symbols.translate(text.toString());
        return picture.exponentDigits() == 0 ? written : written + exponent(exponent, picture, symbols);
    }

    /// Rounds the decimal representation half to even and writes it with `.` and as many zeros as the picture
    /// asks for.
    private static String digits(double mantissa, NumberPicture picture) {
        String plain = new BigDecimal(Double.toString(mantissa))
                .setScale(picture.fraction().most(), RoundingMode.HALF_EVEN)
                .toPlainString();
        int point = plain.indexOf('.') < 0 ? plain.length() : plain.indexOf('.');
        String whole = strip(plain.substring(0, point), true);
        String fraction = strip(plain.substring(Math.min(point + 1, plain.length())), false);
        return "0".repeat(Math.max(0, picture.whole().least() - whole.length())) + whole + "." + fraction
                + "0".repeat(Math.max(0, picture.fraction().least() - fraction.length()));
    }

    private static String strip(String digits, boolean leading) {
        return digits.replaceAll(leading ? "^0+" : "0+$", "");
    }

    private static void group(StringBuilder text, NumberPicture picture, PictureSymbols symbols) {
        int point = text.indexOf(".");
        List<Integer> positions = positions(picture.whole(), point);
        for (int i = 0; i < picture.fraction().groups().size(); i++) {
            int at = point + 1 + picture.fraction().groups().get(i) + i;
            text.insert(Math.min(at, text.length()), symbols.grouping());
        }
        for (int position : positions) {
            if (position < point) {
                text.insert(point - position, symbols.grouping());
            }
        }
        int end = text.indexOf(".");
        if (!picture.hasPoint() || end == text.length() - 1) {
            text.deleteCharAt(end);
        } else {
            text.replace(end, end + 1, symbols.decimal());
        }
    }

    /// Returns the places before which separators stand, counted from the point to the left.
    private static List<Integer> positions(NumberPicture.Whole whole, int point) {
        if (whole.regularGroup() == 0) {
            return whole.groups();
        }
        List<Integer> positions = new ArrayList<>();
        for (int at = whole.regularGroup(); at < point; at += whole.regularGroup()) {
            positions.add(at);
        }
        return positions;
    }

    private static String exponent(int exponent, NumberPicture picture, PictureSymbols symbols) {
        String digits = String.valueOf(Math.abs(exponent));
        String padded = "0".repeat(Math.max(0, picture.exponentDigits() - digits.length())) + digits;
        return symbols.exponent() + (exponent < 0 ? symbols.minus() : "") + symbols.translate(padded);
    }
}
