// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

/// A word of an expression.
///
/// @param start of the first letter in the text
/// @param end after the last letter
record Token(Kind kind, String text, int start, int end) {

    enum Kind {
        WORD,
        /// `#name`
        NAME,
        /// `:value`
        VALUE,
        INTEGER,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }
}
