// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.partiql;

/// A word of a statement.
///
/// @param text of names and texts without their quotes
/// @param place `line:column:length`, from 1, as in the service's messages
record Token(Kind kind, String text, String place) {

    enum Kind {
        WORD,
        /// A name in double quotes.
        NAME,
        /// A text in single quotes.
        TEXT,
        NUMBER,
        /// `?`
        PARAMETER,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isKeyword() {
        return kind == Kind.WORD && Keywords.contains(text);
    }

    /// Returns true for a name: in quotes, or a word that is not a keyword.
    boolean isName() {
        return kind == Kind.NAME || kind == Kind.WORD && !isKeyword();
    }
}
