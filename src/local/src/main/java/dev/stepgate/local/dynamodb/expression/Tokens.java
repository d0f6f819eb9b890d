// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.dynamodb.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The words of an expression, read one after another.
final class Tokens {
    private static final String BLANK = " \t\r\n";
    private static final Set<String> TWO_LETTERS = Set.of("<=", ">=", "<>");
    private static final int MAX_OPERATORS = 300;

    private final String source;
    private final List<Token> all = new ArrayList<>();
    private int next;
    private int depth;
    private int operators;

    Tokens(String source) {
        this.source = source;
        int at = 0;
        while (at < source.length()) {
            if (BLANK.indexOf(source.charAt(at)) >= 0) {
                at++;
            } else {
                Token token = read(at);
                all.add(token);
                at = token.end();
            }
        }
        all.add(new Token(Kind.END, "<EOF>", at, at));
    }

    private Token read(int start) {
        char first = source.charAt(start);
        if (isWordPart(first) && !isDigit(first)) {
            return token(Kind.WORD, start, endOfWord(start + 1));
        }
        if (first == '#') {
            return token(Kind.NAME, start, endOfWord(start + 1));
        }
        if (first == ':') {
            return token(Kind.VALUE, start, endOfWord(start + 1));
        }
        if (isDigit(first)) {
            int end = start;
            while (end < source.length() && isDigit(source.charAt(end))) {
                end++;
            }
            return token(Kind.INTEGER, start, end);
        }
        boolean isPair = start + 2 <= source.length() && TWO_LETTERS.contains(source.substring(start, start + 2));
        return token(Kind.SYMBOL, start, start + (isPair ? 2 : 1));
    }

    private Token token(Kind kind, int start, int end) {
        return new Token(kind, source.substring(start, end), start, end);
    }

    private int endOfWord(int from) {
        int end = from;
        while (end < source.length() && isWordPart(source.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isWordPart(char c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    Token peek() {
        return all.get(next);
    }

    Token peekSecond() {
        return all.get(Math.min(next + 1, all.size() - 1));
    }

    Token take() {
        Token token = all.get(next);
        next = Math.min(next + 1, all.size() - 1);
        return token;
    }

    /// Takes the symbol if it is next.
    boolean takeIf(String symbol) {
        boolean isNext = peek().is(symbol);
        if (isNext) {
            take();
        }
        return isNext;
    }

    /// Takes the word if it is next, ignoring case.
    boolean takeIfWord(String word) {
        boolean isNext = peek().isWord(word);
        if (isNext) {
            take();
        }
        return isNext;
    }

    void require(String symbol) {
        if (!takeIf(symbol)) {
            throw unexpected();
        }
    }

    void requireEnd() {
        if (peek().kind() != Kind.END) {
            throw unexpected();
        }
    }

    /// Goes one level deeper, within the service's limit.
    void enter() {
        depth++;
        if (depth > MAX_OPERATORS) {
            throw ExpressionException.tooManyOperators(depth);
        }
    }

    void leave() {
        depth--;
    }

    /// Counts one more operator or function.
    void countOperator() {
        operators++;
    }

    void requireFewOperators() {
        if (operators > MAX_OPERATORS) {
            throw ExpressionException.tooManyOperators(operators);
        }
    }

    /// Returns the refusal of the next word, which is not valid in its place.
    ExpressionException unexpected() {
        Token token = peek();
        Token before = all.get(Math.max(next - 1, 0));
        Token after = token.kind() == Kind.END ? before : peekSecond();
        String near = source.substring(before.start(), Math.max(after.end(), token.end()));
        return new ExpressionException("Syntax error; token: \"" + token.text() + "\", near: \"" + near.strip() + "\"");
    }
}
