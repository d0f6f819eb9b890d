// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Translates a regular expression from [ECMAScript](https://tc39.es/ecma262/#sec-patterns) syntax to Java's.
final class RegexSyntax {
    /// Java's `.`, `$` and `^` treat one more character as a line end, and `$` also matches before the last
    /// one.
    private static final String ENDS_OF_LINES = "\\n\\r\\u2028\\u2029";

    private static final String SPACES =
            "\\t\\n\\x0B\\f\\r \\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF";

    /// Escapes that mean the same in both syntaxes.
    private static final String SAME = "bBdDwWfnrtxu123456789k";

    private final String source;
    private final boolean lines;
    private final StringBuilder pattern = new StringBuilder();
    private int at;

    private RegexSyntax(String source, boolean lines) {
        this.source = source;
        this.lines = lines;
    }

    /// Compiles an expression; `flags` may hold `i` and `m`. Throws [JsonataSyntaxException].
    static Pattern compile(String source, String flags) {
        int ignoreCase = flags.contains("i") ? Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE : 0;
        try {
            return Pattern.compile(new RegexSyntax(source, flags.contains("m")).translate(), ignoreCase);
        } catch (PatternSyntaxException | StackOverflowError e) {
            String reason = e instanceof PatternSyntaxException wrong ? wrong.getDescription() : "too deeply nested";
            throw new JsonataSyntaxException(
                    "S0500", "Syntax error: Invalid regular expression: /" + source + "/: " + reason);
        }
    }

    private String translate() {
        while (at < source.length()) {
            char c = source.charAt(at++);
            switch (c) {
                case '\\' -> escape(false);
                case '[' -> characters();
                case '.' -> pattern.append("[^" + ENDS_OF_LINES + "]");
                case '^' -> pattern.append(lines ? "(?<![^" + ENDS_OF_LINES + "])" : "\\A");
                case '$' -> pattern.append(lines ? "(?![^" + ENDS_OF_LINES + "])" : "\\z");
                case '{' -> pattern.append(isQuantifier() ? "{" : "\\{");
                case '+', '*', '?', '}' -> quantifier(c);
                case '(' -> group();
                default -> pattern.append(c);
            }
        }
        return pattern.toString();
    }

    private boolean isQuantifier() {
        int end = source.indexOf('}', at);
        return end > 0 && source.substring(at, end).matches("\\d+(,\\d*)?");
    }

    /// Reads a quantifier. A plus after it would make Java's quantifier possessive.
    private void quantifier(char c) {
        pattern.append(c);
        if (at < source.length() && source.charAt(at) == '+') {
            throw new PatternSyntaxException("Nothing to repeat", source, at);
        }
    }

    private void group() {
        pattern.append('(');
        boolean special = source.startsWith("?", at);
        if (special && !source.substring(at + 1).matches("(?s)(:|=|!|<=|<!|<[A-Za-z]).*")) {
            throw new PatternSyntaxException("Invalid group", source, at);
        }
        if (special) {
            pattern.append('?');
            at++;
        }
    }

    private void escape(boolean inside) {
        char c = at < source.length() ? source.charAt(at++) : '\\';
        if (inside && c == 'b') {
            pattern.append("\\x08");
        } else if (SAME.indexOf(c) >= 0) {
            pattern.append('\\').append(c);
        } else {
            pattern.append(
                    switch (c) {
                        case 's' -> inside ? SPACES : "[" + SPACES + "]";
                        case 'S' -> "[^" + SPACES + "]";
                        case 'v' -> "\\x0B";
                        case '0' -> "\\x00";
                        case 'c' -> "\\c" + (at < source.length() ? Character.toUpperCase(source.charAt(at++)) : 'A');
                        default -> Character.isLetterOrDigit(c) ? String.valueOf(c) : "\\" + c;
                    });
        }
    }

    /// Reads a character class. Java knows more operators inside brackets.
    private void characters() {
        boolean not = source.startsWith("^", at);
        at += not ? 1 : 0;
        if (source.startsWith("]", at)) {
            at++;
            pattern.append(not ? "[\\x{0}-\\x{10FFFF}]" : "(?!)");
            return;
        }
        pattern.append(not ? "[^" : "[");
        while (at < source.length() && source.charAt(at) != ']') {
            char c = source.charAt(at++);
            if (c == '\\') {
                escape(true);
            } else {
                pattern.append("[&^".indexOf(c) >= 0 ? "\\" + c : String.valueOf(c));
            }
        }
        if (at++ >= source.length()) {
            throw new PatternSyntaxException("Unterminated character class", source, at);
        }
        pattern.append(']');
    }
}
