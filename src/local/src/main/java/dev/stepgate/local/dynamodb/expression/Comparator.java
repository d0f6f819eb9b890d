// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import java.util.Arrays;
import java.util.Optional;

/// Compares two operands.
public enum Comparator {
    EQ("="),
    NE("<>"),
    LT("<"),
    LE("<="),
    GT(">"),
    GE(">=");

    final String symbol;

    Comparator(String symbol) {
        this.symbol = symbol;
    }

    static Optional<Comparator> find(Token token) {
        return token.kind() == Token.Kind.SYMBOL ? find(token.text()) : Optional.empty();
    }

    /// Finds a comparator by its symbol.
    public static Optional<Comparator> find(String symbol) {
        return Arrays.stream(values())
                .filter(comparator -> comparator.symbol.equals(symbol))
                .findFirst();
    }

    /// Returns the comparator with the same meaning for exchanged operands.
    public Comparator exchanged() {
        return switch (this) {
            case EQ -> EQ;
            case NE -> NE;
            case LT -> GT;
            case LE -> GE;
            case GT -> LT;
            case GE -> LE;
        };
    }
}
