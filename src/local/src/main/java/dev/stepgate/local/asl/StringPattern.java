// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.ArrayList;
import java.util.List;

/// The pattern of `StringMatches`: `*` matches any text, and a backslash escapes the next character ([States
/// Language, Choice State](https://states-language.net/spec.html#choice-state)).
///
/// Matching takes time proportional to the lengths of pattern and text, whatever they contain: the literals
/// between the asterisks are searched for one after another, each at its first occurrence, by the algorithm
/// of Knuth, Morris and Pratt. Thread-safe.
public final class StringPattern {
    private final String text;
    private final String prefix;
    private final List<Piece> pieces;
    private final String suffix;
    private final boolean exact;

    private StringPattern(String text, List<String> literals) {
        this.text = text;
        this.exact = literals.size() == 1;
        this.prefix = literals.getFirst();
        this.suffix = exact ? "" : literals.getLast();
        this.pieces = literals.subList(1, Math.max(1, literals.size() - 1)).stream()
                .filter(literal -> !literal.isEmpty())
                .map(Piece::of)
                .toList();
    }

    static StringPattern parse(String text) {
        List<String> literals = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*') {
                literals.add(literal.toString());
                literal.setLength(0);
                continue;
            }
            boolean escape = c == '\\' && i + 1 < text.length();
            literal.append(escape ? text.charAt(++i) : c);
        }
        literals.add(literal.toString());
        return new StringPattern(text, literals);
    }

    public String text() {
        return text;
    }

    public boolean matches(String value) {
        if (exact) {
            return value.equals(prefix);
        }
        if (value.length() < prefix.length() + suffix.length()
                || !value.startsWith(prefix)
                || !value.endsWith(suffix)) {
            return false;
        }
        int from = prefix.length();
        int end = value.length() - suffix.length();
        for (Piece piece : pieces) {
            from = piece.endOfFirst(value, from, end);
            if (from < 0) {
                return false;
            }
        }
        return true;
    }

    /// The literal text between two asterisks.
    ///
    /// @param borders for each prefix of the literal, the length of the longest shorter prefix that is also
    /// its suffix
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Piece(String literal, int[] borders) {
        static Piece of(String literal) {
            int[] borders = new int[literal.length()];
            int matched = 0;
            for (int i = 1; i < literal.length(); i++) {
                matched = extend(literal, borders, matched, literal.charAt(i));
                borders[i] = matched;
            }
            return new Piece(literal, borders);
        }

        /// Returns the position after the first occurrence within the given range; negative when there is
        /// none.
        int endOfFirst(String value, int from, int end) {
            int matched = 0;
            for (int i = from; i < end; i++) {
                matched = extend(literal, borders, matched, value.charAt(i));
                if (matched == literal.length()) {
                    return i + 1;
                }
            }
            return -1;
        }

        private static int extend(String literal, int[] borders, int matched, char next) {
            int length = matched;
            while (length > 0 && literal.charAt(length) != next) {
                length = borders[length - 1];
            }
            return literal.charAt(length) == next ? length + 1 : 0;
        }
    }
}
