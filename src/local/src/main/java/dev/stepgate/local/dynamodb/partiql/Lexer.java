// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.partiql;

import dev.stepgate.local.dynamodb.partiql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Splits a statement into words; comments and blanks are left out.
final class Lexer {
    private static final Pattern BLANK = Pattern.compile("(?:\\s+|--[^\\n]*|/\\*(?s:.*?)\\*/)++");
    private static final Pattern WORD = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");
    private static final Pattern NUMBER = Pattern.compile("(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Set<String> PAIRS = Set.of("<=", ">=", "<>", "!=", "<<", ">>");
    private static final String SYMBOLS = "()[]{},.:=<>+-*/;";

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        Lexer lexer = new Lexer(source);
        lexer.skipBlank();
        while (lexer.at < source.length()) {
            lexer.next();
            lexer.skipBlank();
        }
        lexer.add(Kind.END, "", lexer.at);
        return lexer.tokens;
    }

    private void next() {
        char first = source.charAt(at);
        if (first == '\'' || first == '"') {
            quoted(first);
        } else if (first == '?') {
            add(Kind.PARAMETER, "?", at + 1);
        } else if (!matches(NUMBER, Kind.NUMBER) && !matches(WORD, Kind.WORD)) {
            symbol();
        }
    }

    private void skipBlank() {
        Matcher blank = BLANK.matcher(source).region(at, source.length());
        if (blank.lookingAt()) {
            for (int i = at; i < blank.end(); i++) {
                if (source.charAt(i) == '\n') {
                    line++;
                    lineStart = i + 1;
                }
            }
            at = blank.end();
        }
        if (source.startsWith("/*", at)) {
            throw Malformed.statement("");
        }
    }

    private boolean matches(Pattern pattern, Kind kind) {
        Matcher matcher = pattern.matcher(source).region(at, source.length());
        boolean found = matcher.lookingAt();
        if (found) {
            add(kind, matcher.group(), matcher.end());
        }
        return found;
    }

    private void symbol() {
        String pair = source.substring(at, Math.min(at + 2, source.length()));
        if (PAIRS.contains(pair)) {
            add(Kind.SYMBOL, pair.equals("!=") ? "<>" : pair, at + 2);
        } else if (SYMBOLS.indexOf(source.charAt(at)) >= 0) {
            add(Kind.SYMBOL, source.substring(at, at + 1), at + 1);
        } else {
            throw Malformed.statement("");
        }
    }

    /// Reads a text or a name, in which two quotes stand for one.
    private void quoted(char quote) {
        StringBuilder text = new StringBuilder();
        int end = at + 1;
        while (end < source.length()) {
            boolean isQuote = source.charAt(end) == quote;
            if (isQuote && (end + 1 == source.length() || source.charAt(end + 1) != quote)) {
                add(quote == '"' ? Kind.NAME : Kind.TEXT, text.toString(), end + 1);
                return;
            }
            text.append(source.charAt(end));
            end += isQuote ? 2 : 1;
        }
        throw Malformed.statement("");
    }

    private void add(Kind kind, String text, int end) {
        tokens.add(new Token(kind, text, line + ":" + (at - lineStart + 1) + ":" + (end - at)));
        at = end;
    }
}
