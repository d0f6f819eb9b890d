// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/// The rules that a number picture must not break,
/// [4.7.3](https://www.w3.org/TR/xpath-functions-31/#syntax-of-picture-string). The last broken rule is
/// reported.
final class PictureRules {
    private record Rule(String code, String message, BiPredicate<PictureParts, PictureSymbols> broken) {}

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "D3081",
                    "The sub-picture must not contain more than one instance of the 'decimal-separator' character",
                    (parts, symbols) -> isTwice(symbols.decimal(), parts)),
            new Rule(
                    "D3082",
                    "The sub-picture must not contain more than one instance of the 'percent' character",
                    (parts, symbols) -> isTwice(symbols.percent(), parts)),
            new Rule(
                    "D3083",
                    "The sub-picture must not contain more than one instance of the 'per-mille' character",
                    (parts, symbols) -> isTwice(symbols.perMille(), parts)),
            new Rule(
                    "D3084",
                    "The sub-picture must not contain both a 'percent' and a 'per-mille' character",
                    (parts, symbols) -> parts.text().contains(symbols.percent())
                            && parts.text().contains(symbols.perMille())),
            new Rule(
                    "D3085",
                    "The mantissa part of a sub-picture must contain at least one character that is either an 'optional"
                            + " digit character' or a member of the 'decimal digit family'",
                    (parts, symbols) -> parts.mantissa().chars().noneMatch(c -> symbols.isDigitOrOptional((char) c))),
            new Rule(
                    "D3086",
                    "The sub-picture must not contain a passive character that is preceded by an active character and"
                            + " that is followed by another active character",
                    (parts, symbols) -> !parts.active().chars().allMatch(c -> symbols.isActive((char) c))),
            new Rule(
                    "D3087",
                    "The sub-picture must not contain a 'grouping-separator' character that appears adjacent to a"
                            + " 'decimal-separator' character",
                    (parts, symbols) -> parts.text().contains(symbols.grouping() + symbols.decimal())
                            || parts.text().contains(symbols.decimal() + symbols.grouping())),
            new Rule(
                    "D3088",
                    "The sub-picture must not contain a 'grouping-separator' at the end of the integer part",
                    (parts, symbols) -> !parts.text().contains(symbols.decimal())
                            && parts.whole().endsWith(symbols.grouping())),
            new Rule(
                    "D3089",
                    "The sub-picture must not contain two adjacent instances of the 'grouping-separator' character",
                    (parts, symbols) -> parts.text().contains(symbols.grouping() + symbols.grouping())),
            new Rule(
                    "D3090",
                    "The integer part of the sub-picture must not contain a member of the 'decimal digit family' that is"
                            + " followed by an instance of the 'optional digit character'",
                    (parts, symbols) -> kinds(parts.whole(), symbols).matches("[^#]*0[^#]*#.*")),
            new Rule(
                    "D3091",
                    "The fractional part of the sub-picture must not contain an instance of the 'optional digit character'"
                            + " that is followed by a member of the 'decimal digit family'",
                    (parts, symbols) -> kinds(parts.fraction(), symbols).matches(".*#[^#]*0[^#]*")),
            new Rule(
                    "D3092",
                    "A sub-picture that contains a 'percent' or 'per-mille' character must not contain a character treated"
                            + " as an 'exponent-separator'",
                    (parts, symbols) ->
                            parts.exponent().filter(digits -> !digits.isEmpty()).isPresent()
                                    && (parts.text().contains(symbols.percent())
                                            || parts.text().contains(symbols.perMille()))),
            new Rule(
                    "D3093",
                    "The exponent part of the sub-picture must comprise only of one or more characters that are members of"
                            + " the 'decimal digit family'",
                    (parts, symbols) -> parts.exponent()
                            .filter(digits -> !kinds(digits, symbols).matches("0+"))
                            .isPresent()));

    private PictureRules() {}

    static void check(PictureParts parts, PictureSymbols symbols) {
        RULES.reversed().stream()
                .filter(rule -> rule.broken().test(parts, symbols))
                .findFirst()
                .ifPresent(rule -> {
                    throw new EvaluationError(rule.code(), rule.message());
                });
    }

    private static boolean isTwice(String symbol, PictureParts parts) {
        return parts.text().indexOf(symbol) != parts.text().lastIndexOf(symbol);
    }

    /// Writes `0` for each digit, `#` for each optional digit, `.` for anything else.
    private static String kinds(String part, PictureSymbols symbols) {
        return part.chars()
                .mapToObj(c -> symbols.isDigit((char) c) ? "0" : symbols.isDigitOrOptional((char) c) ? "#" : ".")
                .collect(Collectors.joining());
    }
}
