// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The faults of an expression that is written well. The service tells one thing, chosen by its kind, and of
/// several of one kind the first.
final class Findings {

    enum Kind {
        PARENTHESES,
        UNKNOWN_FUNCTION,
        MISUSED_FUNCTION,
        RESERVED,
        /// The first of a condition, whatever it is.
        CONDITION,
        SECTION,
        NAME,
        VALUE,
        OVERLAP,
        CONFLICT,
        OPERATOR,
        OPERAND,
        DISTINCT,
        FUNCTION
    }

    private static final List<Kind> OF_A_CONDITION = List.of(Kind.NAME, Kind.OPERAND, Kind.DISTINCT, Kind.FUNCTION);

    private final List<Kind> order;
    private final Map<Kind, String> first = new EnumMap<>(Kind.class);

    /// @param order the kind to be told first stands first
    Findings(List<Kind> order) {
        this.order = order;
    }

    void report(Kind kind, String message) {
        first.putIfAbsent(kind, message);
    }

    /// A comparison or function ends: what it has, if anything, comes before what the next ones have.
    void endCondition() {
        if (!first.containsKey(Kind.CONDITION)) {
            OF_A_CONDITION.stream()
                    .filter(first::containsKey)
                    .findFirst()
                    .ifPresent(kind -> first.put(Kind.CONDITION, first.getOrDefault(kind, "")));
        }
    }

    void throwFirst() {
        order.stream().filter(first::containsKey).findFirst().ifPresent(kind -> {
            throw new ExpressionException(first.getOrDefault(kind, ""));
        });
    }
}
