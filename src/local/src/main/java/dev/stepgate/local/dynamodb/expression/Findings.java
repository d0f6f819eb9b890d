// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The errors of an expression that is syntactically valid. The service reports only one: the first of the
/// most important kind.
final class Findings {

    enum Kind {
        PARENTHESES,
        UNKNOWN_FUNCTION,
        MISUSED_FUNCTION,
        RESERVED,
        /// The first error of a condition, of any kind.
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

    /// @param order the kinds in the order of their importance
    Findings(List<Kind> order) {
        this.order = order;
    }

    void report(Kind kind, String message) {
        first.putIfAbsent(kind, message);
    }

    /// Ends a comparison or function: its error, if any, takes precedence over those of later ones.
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
