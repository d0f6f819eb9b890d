// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.path.PathReference;
import dev.stepgate.local.path.PathSyntaxException;
import java.util.ArrayList;
import java.util.List;

/// Recursive descent over `States.Name(argument, ...)`. Each method starts at the first character of the part
/// it reads and leaves the cursor after the last one.
final class IntrinsicParser {
    private static final int MAX_FUNCTIONS = 10;
    private static final String ESCAPED = "'{}\\";

    private final String text;
    private int at;
    private int functions;

    IntrinsicParser(String text) {
        this.text = text;
    }

    Argument.Call parse() {
        skipSpace();
        Argument.Call call = call();
        skipSpace();
        if (at < text.length()) {
            throw wrong("nothing behind the call");
        }
        return call;
    }

    private Argument.Call call() {
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        String name = text.substring(start, at);
        IntrinsicFunction function =
                IntrinsicFunction.named(name).orElseThrow(() -> wrong("an intrinsic function, not '" + name + "'"));
        if (++functions > MAX_FUNCTIONS) {
            throw wrong("at most " + MAX_FUNCTIONS + " functions");
        }
        expect('(');
        return new Argument.Call(function, arguments());
    }

    private List<Argument> arguments() {
        List<Argument> arguments = new ArrayList<>();
        skipSpace();
        if (peek() == ')') {
            at++;
            return arguments;
        }
        while (true) {
            skipSpace();
            arguments.add(argument());
            skipSpace();
            if (peek() != ',') {
                expect(')');
                return arguments;
            }
            at++;
        }
    }

    private Argument argument() {
        return switch (peek()) {
            case '\'' -> quoted();
            case '$' -> path();
            case 'S' -> call();
            default -> literal();
        };
    }

    private Argument quoted() {
        int start = ++at;
        StringBuilder value = new StringBuilder();
        for (; peek() != '\''; at++) {
            if (peek() == '\\') {
                at++;
                if (ESCAPED.indexOf(peek()) < 0) {
                    throw wrong("one of \\' \\{ \\} \\\\");
                }
            }
            value.append(text.charAt(at));
        }
        return new Argument.Text(TextNode.valueOf(value.toString()), text.substring(start, at++));
    }

    private Argument path() {
        int start = at;
        skipArgument();
        try {
            return new Argument.Path(
                    PathReference.parse(text.substring(start, at).strip()));
        } catch (PathSyntaxException e) {
            throw wrong("a path: " + e.getMessage());
        }
    }

    /// Goes to the comma or parenthesis that ends an argument.
    private void skipArgument() {
        int open = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (open == 0 && (c == ',' || c == ')')) {
                break;
            }
            if (c == '\'' || c == '"') {
                skipQuoted(c);
            }
            open += switch (c) {
                case '(', '[' -> 1;
                case ')', ']' -> -1;
                default -> 0;
            };
        }
    }

    /// Skips a quoted text, and leaves the cursor on the closing quote.
    private void skipQuoted(char quote) {
        for (at++; peek() != quote; at++) {
            if (peek() == '\\') {
                at++;
            }
        }
    }

    private Argument literal() {
        int start = at;
        while (at < text.length() && ",) \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        try {
            JsonNode value = Json.parse(text.substring(start, at));
            if (value.isContainerNode() || value.isTextual()) {
                throw wrong("an argument");
            }
            return new Argument.Literal(value);
        } catch (JsonSyntaxException _) {
            throw wrong("an argument");
        }
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("')'");
        }
        return text.charAt(at);
    }

    private void expect(char c) {
        if (peek() != c) {
            throw wrong("'" + c + "'");
        }
        at++;
    }

    private IntrinsicSyntaxException wrong(String expected) {
        return new IntrinsicSyntaxException("expected " + expected + " at character " + (at + 1) + " of " + text);
    }
}
