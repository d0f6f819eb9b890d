// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// The pictures of integers in [XPath 3.1](https://www.w3.org/TR/xpath-functions-31/#func-format-integer),
/// such as `#,##0`, `w` or `1;o`, as the reference implementation reads them.
sealed interface IntegerPicture {
    /// The zero digits of all scripts, each followed by its nine other digits in Unicode.
    String ZEROS = "0\u0660\u06F0\u07C0\u0966\u09E6\u0A66\u0AE6\u0B66\u0BE6\u0C66\u0CE6\u0D66\u0DE6\u0E50\u0ED0\u0F20"
            + "\u1040\u1090\u17E0\u1810\u1946\u19D0\u1A80\u1A90\u1B50\u1BB0\u1C40\u1C50\uA620\uA8D0\uA900\uA9D0\uA9F0"
            + "\uAA50\uABF0\uFF10";

    enum Case {
        UPPER,
        LOWER,
        TITLE;

        String of(String text) {
            return switch (this) {
                case UPPER -> text.toUpperCase(Locale.ROOT);
                case LOWER -> text.toLowerCase(Locale.ROOT);
                case TITLE -> text;
            };
        }
    }

    /// `a`, `b`, ... `z`, `aa`.
    record Letters(Case letters) implements IntegerPicture {}

    record Roman(Case letters) implements IntegerPicture {}

    record Words(Case letters, boolean ordinal) implements IntegerPicture {}

    /// `groups` are the separators, from the right; `regular` is the distance between them if it is always
    /// the same, else 0.
    record Digits(int mandatory, int optional, char zero, List<Separator> groups, int regular, boolean ordinal)
            implements IntegerPicture {
        Digits atLeast(int digits) {
            return new Digits(Math.max(mandatory, digits), optional, zero, groups, regular, ordinal);
        }

        Digits exactly(int digits) {
            return new Digits(digits, optional, zero, groups, regular, ordinal);
        }
    }

    /// `position` is the number of digits after the separator.
    record Separator(int position, String character) {}

    static JsonNode format(Arguments arguments) {
        IntegerPicture picture = parse(Objects.requireNonNullElse(arguments.text(1), ""));
        return TextNode.valueOf(picture.format(Math.floor(arguments.number(0, Double.NaN))));
    }

    static JsonNode parse(Arguments arguments) {
        IntegerPicture picture = parse(Objects.requireNonNullElse(arguments.text(1), ""));
        return Numbers.node(picture.number(Objects.requireNonNullElse(arguments.text(0), "")));
    }

    /// Parses a picture. Throws [EvaluationError].
    static IntegerPicture parse(String picture) {
        int semicolon = picture.lastIndexOf(';');
        String primary = semicolon < 0 ? picture : picture.substring(0, semicolon);
        boolean ordinal = semicolon >= 0 && picture.startsWith("o", semicolon + 1);
        return switch (primary) {
            case "A" -> new Letters(Case.UPPER);
            case "a" -> new Letters(Case.LOWER);
            case "I" -> new Roman(Case.UPPER);
            case "i" -> new Roman(Case.LOWER);
            case "W" -> new Words(Case.UPPER, ordinal);
            case "Ww" -> new Words(Case.TITLE, ordinal);
            case "w" -> new Words(Case.LOWER, ordinal);
            default -> digits(primary, ordinal);
        };
    }

    private static Digits digits(String picture, boolean ordinal) {
        List<Separator> groups = new ArrayList<>();
        int[] characters = picture.codePoints().toArray();
        int mandatory = 0;
        int optional = 0;
        int zero = -1;
        for (int i = characters.length - 1; i >= 0; i--) {
            int family = family(characters[i]);
            requireSameFamily(zero, family);
            if (family >= 0) {
                zero = family;
                mandatory++;
            } else if (characters[i] == '#') {
                optional++;
            } else {
                groups.add(new Separator(mandatory + optional, Character.toString(characters[i])));
            }
        }
        if (mandatory == 0) {
            throw new EvaluationError(
                    "D3130",
                    "Formatting or parsing an integer as a sequence starting with " + EvaluationError.name(picture)
                            + " is not supported by this implementation");
        }
        return new Digits(mandatory, optional, (char) zero, List.copyOf(groups), regular(groups), ordinal);
    }

    private static void requireSameFamily(int zero, int family) {
        if (family >= 0 && zero >= 0 && family != zero) {
            throw new EvaluationError(
                    "D3131", "In a decimal digit pattern, all digits must be from the same decimal group");
        }
    }

    /// Returns the zero of the digit's script; -1 for a character that is not a digit.
    private static int family(int character) {
        return ZEROS.chars()
                .filter(zero -> character >= zero && character <= zero + 9)
                .findFirst()
                .orElse(-1);
    }

    private static int regular(List<Separator> groups) {
        if (groups.stream().map(Separator::character).distinct().count() != 1) {
            return 0;
        }
        return NumberPicture.regular(groups.stream().map(Separator::position).toList());
    }

    /// Formats a number. Throws [EvaluationError] for an infinity or NaN.
    default String format(double number) {
        if (!Double.isFinite(number)) {
            throw EvaluationError.outOfRange(number);
        }
        double value = Math.abs(number);
        String text = switch (this) {
            case Letters letters -> letters.letters().of(letters(value));
            case Roman roman -> roman.letters().of(RomanNumerals.of(value));
            case Words words -> words.letters().of(EnglishNumbers.words(value, words.ordinal()));
            case Digits digits -> digits(digits, value);
        };
        return number < 0 ? "-" + text : text;
    }

    private static String letters(double number) {
        StringBuilder letters = new StringBuilder();
        for (double rest = number; rest > 0; rest = Math.floor((rest - 1) / 26)) {
            letters.append((char) ('a' + (int) ((rest - 1) % 26)));
        }
        return letters.reverse().toString();
    }

    private static String digits(Digits picture, double number) {
        String plain = new BigDecimal(Numbers.text(number)).toBigInteger().toString();
        Bounds.sum(0, picture.mandatory());
        String digits = "0".repeat(Math.max(0, picture.mandatory() - plain.length())) + plain;
        StringBuilder text = new StringBuilder();
        digits.chars().forEach(digit -> text.append((char) (digit - '0' + picture.zero())));
        int length = digits.length();
        if (picture.regular() > 0) {
            String separator = picture.groups().getFirst().character();
            for (int at = picture.regular(); at < length; at += picture.regular()) {
                text.insert(length - at, separator);
            }
        } else {
            for (Separator separator : picture.groups()) {
                text.insert(Math.max(0, length - separator.position()), separator.character());
            }
        }
        return picture.ordinal() ? text + ordinal(digits) : text.toString();
    }

    private static String ordinal(String digits) {
        boolean teen = digits.length() > 1 && digits.charAt(digits.length() - 2) == '1';
        return switch (teen ? '0' : digits.charAt(digits.length() - 1)) {
            case '1' -> "st";
            case '2' -> "nd";
            case '3' -> "rd";
            default -> "th";
        };
    }

    /// Parses a number; NaN for a text that does not match.
    default double number(String text) {
        return switch (this) {
            case Letters letters -> number(text, letters.letters() == Case.UPPER ? 'A' : 'a');
            case Roman _ -> RomanNumerals.number(text.toUpperCase(Locale.ROOT));
            case Words _ -> EnglishNumbers.number(text.toLowerCase(Locale.ROOT));
            case Digits digits -> number(text, digits);
        };
    }

    private static double number(String letters, char first) {
        double number = 0;
        for (int i = 0; i < letters.length(); i++) {
            number = number * 26 + letters.charAt(i) - first + 1;
        }
        return number;
    }

    private static double number(String text, Digits picture) {
        String digits = picture.ordinal() ? text.substring(0, Math.max(0, text.length() - 2)) : text;
        for (String separator : picture.regular() > 0
                ? List.of(",")
                : picture.groups().stream().map(Separator::character).toList()) {
            digits = digits.replace(separator, "");
        }
        StringBuilder plain = new StringBuilder();
        digits.chars().forEach(digit -> plain.append((char) (digit - picture.zero() + '0')));
        return Numbers.leadingInteger(plain.toString());
    }
}
