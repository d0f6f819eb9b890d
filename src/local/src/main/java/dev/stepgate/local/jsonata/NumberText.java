// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.Functions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `$formatNumber` by the rules of [XPath 3.1](https://www.w3.org/TR/xpath-functions-31/#formatting-numbers) as the
/// reference implementation applies them, and `$formatBase`. The library asks Java's `DecimalFormat`, which rounds the
/// binary value and knows other pictures.
final class NumberText {
    static final List<Builtin> ALL = List.of(
            new Builtin("formatNumber", "<n-so?:s>", NumberText::formatNumber),
            new Builtin("formatBase", "<n-n?:s>", NumberText::formatBase));

    private NumberText() {}

    private static @Nullable Object formatNumber(List<?> arguments) {
        if (!(arguments.get(0) instanceof Number number) || !(arguments.get(1) instanceof String text)) {
            return null;
        }
        PictureSymbols symbols =
                PictureSymbols.with(arguments.get(2) instanceof Map<?, ?> options ? options : Map.of());
        List<NumberPicture> pictures = NumberPicture.parse(text, symbols);
        double value = number.doubleValue();
        NumberPicture picture = value < 0 && pictures.size() > 1 ? pictures.get(1) : pictures.getFirst();
        String sign = value < 0 && pictures.size() == 1 ? symbols.minus() : "";
        return sign + picture.prefix() + format(value, picture, symbols) + picture.suffix();
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

    /// Rounded half to even as it is written, `.` between integer and fraction, as many zeros as the picture asks for.
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
        List<Integer> positions = new ArrayList<>(picture.whole().groups());
        if (picture.whole().regularGroup() > 0) {
            positions.clear();
            for (int at = picture.whole().regularGroup();
                    at < point;
                    at += picture.whole().regularGroup()) {
                positions.add(at);
            }
        }
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

    private static String exponent(int exponent, NumberPicture picture, PictureSymbols symbols) {
        String digits = String.valueOf(Math.abs(exponent));
        String padded = "0".repeat(Math.max(0, picture.exponentDigits() - digits.length())) + digits;
        return symbols.exponent() + (exponent < 0 ? symbols.minus() : "") + symbols.translate(padded);
    }

    private static @Nullable Object formatBase(List<?> arguments) throws Throwable {
        if (!(arguments.get(0) instanceof Number number)) {
            return null;
        }
        long radix = arguments.get(1) instanceof Number given
                ? BigDecimal.valueOf(given.doubleValue())
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValue()
                : 10;
        if (radix < 2 || radix > 36) {
            throw new EvaluationError(
                    "D3100", "The radix of the formatBase function must be between 2 and 36.  It was given " + radix);
        }
        return Functions.formatBase(number, radix);
    }
}
