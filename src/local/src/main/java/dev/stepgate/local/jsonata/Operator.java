// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// An operator between two values, and its precedence.
enum Operator {
    ADD("+", 50),
    SUBTRACT("-", 50),
    MULTIPLY("*", 60),
    DIVIDE("/", 60),
    REMAINDER("%", 60),
    EQUAL("=", 40),
    NOT_EQUAL("!=", 40),
    LESS("<", 40),
    LESS_OR_EQUAL("<=", 40),
    GREATER(">", 40),
    GREATER_OR_EQUAL(">=", 40),
    CONCATENATE("&", 50),
    AND("and", 30),
    OR("or", 25),
    IN("in", 40),
    /// Valid only between the brackets of an array.
    RANGE("..", 0);

    private static final Map<String, Operator> BY_SYMBOL =
            Arrays.stream(values()).collect(Collectors.toMap(Operator::symbol, Function.identity()));

    private final String symbol;
    private final int power;

    Operator(String symbol, int power) {
        this.symbol = symbol;
        this.power = power;
    }

    static Optional<Operator> of(String symbol) {
        return Optional.ofNullable(BY_SYMBOL.get(symbol));
    }

    String symbol() {
        return symbol;
    }

    int power() {
        return power;
    }
}
