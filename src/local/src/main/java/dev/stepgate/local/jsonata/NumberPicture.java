// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// The parsed picture of a number. Groups are counted from the point; `regularGroup` is 0 unless all have the
/// same size.
record NumberPicture(
        String prefix,
        String suffix,
        int factor,
        boolean hasPoint,
        Whole whole,
        Fraction fraction,
        int exponentDigits) {

    record Whole(int least, int scale, List<Integer> groups, int regularGroup) {}

    record Fraction(int least, int most, List<Integer> groups) {}

    /// Returns one picture for all numbers, or one for numbers that are not negative and one for negative
    /// numbers.
    static List<NumberPicture> parse(String text, PictureSymbols symbols) {
        List<String> parts = List.of(text.split(Pattern.quote(symbols.separator()), -1));
        if (parts.size() > 2) {
            throw new EvaluationError("D3080", "The picture string must only contain a maximum of two sub-pictures");
        }
        List<PictureParts> read =
                parts.stream().map(part -> PictureParts.of(part, symbols)).toList();
        read.forEach(part -> PictureRules.check(part, symbols));
        return read.stream().map(part -> of(part, symbols)).toList();
    }

    private static NumberPicture of(PictureParts parts, PictureSymbols symbols) {
        String text = parts.text();
        int factor = text.contains(symbols.percent()) ? 100 : text.contains(symbols.perMille()) ? 1000 : 1;
        int leastWhole = digits(parts.whole(), symbols);
        int scale = leastWhole;
        int leastFraction = digits(parts.fraction(), symbols);
        int mostFraction = places(parts.fraction(), symbols);
        boolean exponent = parts.exponent().isPresent();
        if (leastWhole == 0 && mostFraction == 0) {
            leastFraction = exponent ? 1 : 0;
            mostFraction = leastFraction;
            leastWhole = exponent ? 0 : 1;
        }
        if (exponent && leastWhole == 0 && parts.whole().contains(symbols.optional())) {
            leastWhole = 1;
        }
        if (leastWhole == 0 && leastFraction == 0) {
            leastFraction = 1;
        }
        List<Integer> groups = groups(parts.whole(), symbols);
        return new NumberPicture(
                parts.prefix(),
                parts.suffix(),
                factor,
                text.contains(symbols.decimal()),
                new Whole(leastWhole, scale, groups, regular(groups)),
                new Fraction(leastFraction, mostFraction, fractionGroups(parts.fraction(), symbols)),
                parts.exponent().map(digits -> digits(digits, symbols)).orElse(0));
    }

    private static int digits(String part, PictureSymbols symbols) {
        return (int) part.chars().filter(c -> symbols.isDigit((char) c)).count();
    }

    /// Counts the digits, including optional ones.
    private static int places(String part, PictureSymbols symbols) {
        return (int)
                part.chars().filter(c -> symbols.isDigitOrOptional((char) c)).count();
    }

    private static List<Integer> groups(String whole, PictureSymbols symbols) {
        return IntStream.range(0, whole.length())
                .filter(at -> whole.startsWith(symbols.grouping(), at))
                .mapToObj(at -> places(whole.substring(at), symbols))
                .sorted()
                .toList();
    }

    /// Returns the position of the first separator only, as the reference implementation does.
    private static List<Integer> fractionGroups(String fraction, PictureSymbols symbols) {
        int first = fraction.indexOf(symbols.grouping());
        return first < 0 ? List.of() : List.of(places(fraction.substring(0, first), symbols));
    }

    /// Returns the distance between positions if it is always the same, else 0.
    static int regular(List<Integer> groups) {
        int common = groups.stream().reduce(0, NumberPicture::commonDivisor);
        boolean even = IntStream.rangeClosed(1, groups.size()).allMatch(i -> groups.contains(i * common));
        return even ? common : 0;
    }

    private static int commonDivisor(int a, int b) {
        return b == 0 ? a : commonDivisor(b, a % b);
    }
}
