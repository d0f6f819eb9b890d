// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import java.util.Optional;
import java.util.stream.IntStream;

/// The parts of a number picture. Without a point its fraction is the text after the number, as in the
/// reference implementation.
record PictureParts(String text, String prefix, String suffix, Mantissa number, Optional<String> exponent) {

    record Mantissa(String text, String whole, String fraction) {}

    String mantissa() {
        return number.text();
    }

    String whole() {
        return number.whole();
    }

    String fraction() {
        return number.fraction();
    }

    static PictureParts of(String text, PictureSymbols symbols) {
        int first = IntStream.range(0, text.length())
                .filter(at -> begins(text.charAt(at), symbols))
                .findFirst()
                .orElse(0);
        int end = IntStream.iterate(text.length() - 1, at -> at >= 0, at -> at - 1)
                        .filter(at -> begins(text.charAt(at), symbols))
                        .findFirst()
                        .orElse(text.length() - 1)
                + 1;
        String suffix = text.substring(end);
        int exponent = text.indexOf(symbols.exponent(), first);
        boolean hasExponent = exponent >= 0 && exponent <= end;
        String mantissa = text.substring(first, hasExponent ? exponent : end);
        int point = mantissa.indexOf(symbols.decimal());
        return new PictureParts(
                text,
                text.substring(0, first),
                suffix,
                new Mantissa(
                        mantissa,
                        point < 0 ? mantissa : mantissa.substring(0, point),
                        point < 0 ? suffix : mantissa.substring(point + 1)),
                hasExponent ? Optional.of(text.substring(Math.min(exponent + 1, end), end)) : Optional.empty());
    }

    /// The part of the picture without prefix and suffix.
    String active() {
        return text.substring(prefix.length(), text.length() - suffix.length());
    }

    /// Tells whether a number may begin with the character; an exponent cannot.
    private static boolean begins(char c, PictureSymbols symbols) {
        return symbols.isActive(c) && symbols.exponent().indexOf(c) < 0;
    }
}
