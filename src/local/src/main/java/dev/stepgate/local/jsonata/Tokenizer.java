// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads an expression token by token. Only the parser knows whether a `/` divides or begins a regular
/// expression, so it asks for one token at a time.
final class Tokenizer {
    private static final String SPACES = " \t\n\r\u000B";
    /// Symbols, each of which also ends a name.
    private static final String SYMBOLS = ".[]{}(),@#;:?+-*/%|=<>^&!~";
    private static final List<String> LONG_SYMBOLS = List.of("..", ":=", "!=", ">=", "<=", "**", "~>");
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";
    private static final Pattern NUMBER = Pattern.compile("(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[Ee][-+]?[0-9]+)?");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9a-fA-F]+");

    private final String text;
    private int at;

    Tokenizer(String text) {
        this.text = text;
    }

    /// Returns the next token. `behindValue` tells whether it follows a value. Throws
    /// [JsonataSyntaxException].
    Token next(boolean behindValue) {
        skipSpacesAndComments();
        char c = peek(0);
        if (c == '/' && !behindValue && at < text.length()) {
            at++;
            return regex();
        }
        Optional<String> symbol = symbol();
        if (symbol.isPresent()) {
            at += symbol.get().length();
            return new Token.Operator(symbol.get());
        }
        if (c == '"' || c == '\'') {
            return string(c);
        }
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (number.lookingAt()) {
            return number(number.group());
        }
        return c == '`' ? quotedName() : name();
    }

    /// Returns the longest symbol that begins here.
    private Optional<String> symbol() {
        for (String symbol : LONG_SYMBOLS) {
            if (text.startsWith(symbol, at)) {
                return Optional.of(symbol);
            }
        }
        return at < text.length() && SYMBOLS.indexOf(text.charAt(at)) >= 0
                ? Optional.of(text.substring(at, at + 1))
                : Optional.empty();
    }

    /// Returns a character ahead; NUL after the end.
    private char peek(int offset) {
        return at + offset < text.length() ? text.charAt(at + offset) : '\0';
    }

    private void skipSpacesAndComments() {
        while (at < text.length()) {
            if (SPACES.indexOf(text.charAt(at)) >= 0) {
                at++;
            } else if (text.startsWith("/*", at)) {
                int end = text.indexOf("*/", at + 2);
                if (end < 0) {
                    throw new JsonataSyntaxException("S0106", "Comment has no closing tag");
                }
                at = end + 2;
            } else {
                return;
            }
        }
    }

    /// Reads a regular expression up to a slash that is neither escaped nor inside brackets.
    private Token regex() {
        int start = at;
        int depth = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '/' && depth == 0 && !isEscaped(start)) {
                String pattern = text.substring(start, at++);
                if (pattern.isEmpty()) {
                    throw new JsonataSyntaxException("S0301", "Empty regular expressions are not allowed");
                }
                return new Token.Regex(RegexSyntax.compile(pattern, flags()));
            }
            boolean plain = at == 0 || text.charAt(at - 1) != '\\';
            if (plain && "([{".indexOf(c) >= 0) {
                depth++;
            } else if (plain && ")]}".indexOf(c) >= 0) {
                depth--;
            }
        }
        throw new JsonataSyntaxException("S0302", "No terminating / in regular expression");
    }

    private String flags() {
        int start = at;
        while (peek(0) == 'i' || peek(0) == 'm') {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean isEscaped(int start) {
        int backslashes = 0;
        while (at - backslashes > start && text.charAt(at - backslashes - 1) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }

    private Token string(char quote) {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                return new Token.Literal(TextNode.valueOf(value.toString()));
            }
            if (c == '\\') {
                at++;
                value.append(escaped());
            } else {
                value.append(c);
            }
        }
        throw new JsonataSyntaxException("S0101", "String literal must be terminated by a matching quote");
    }

    private char escaped() {
        char c = peek(0);
        int known = at < text.length() ? ESCAPES.indexOf(c) : -1;
        if (known >= 0) {
            return ESCAPED.charAt(known);
        }
        if (c == 'u') {
            String digits = text.substring(at + 1, Math.min(at + 5, text.length()));
            if (!HEXADECIMAL.matcher(digits).matches()) {
                throw new JsonataSyntaxException("S0104", "The escape sequence \\u must be followed by 4 hex digits");
            }
            at += 4;
            return (char) Integer.parseInt(digits, 16);
        }
        String shown = at < text.length() ? String.valueOf(c) : "";
        throw new JsonataSyntaxException(
                "S0103", "Unsupported escape sequence: \\" + Json.write(TextNode.valueOf(shown)));
    }

    private Token number(String digits) {
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            throw new JsonataSyntaxException("S0102", "Number out of range: " + Json.write(TextNode.valueOf(digits)));
        }
        at += digits.length();
        return new Token.Literal(Json.number(value));
    }

    private Token quotedName() {
        int end = text.indexOf('`', at + 1);
        if (end < 0) {
            throw new JsonataSyntaxException("S0105", "Quoted property name must be terminated with a backquote (`)");
        }
        String name = text.substring(at + 1, end);
        at = end + 1;
        return new Token.Name(name);
    }

    private Token name() {
        int start = at;
        while (at < text.length() && SPACES.indexOf(text.charAt(at)) < 0 && SYMBOLS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String name = text.substring(start, at);
        if (name.startsWith("$")) {
            return new Token.Variable(name.substring(1));
        }
        return switch (name) {
            case "and", "or", "in" -> new Token.Operator(name);
            case "true", "false" -> new Token.Literal(BooleanNode.valueOf(name.equals("true")));
            case "null" -> new Token.Literal(NullNode.getInstance());
            case "" -> new Token.End();
            default -> new Token.Name(name);
        };
    }
}
