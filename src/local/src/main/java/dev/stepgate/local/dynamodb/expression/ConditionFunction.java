// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A function that is true or false
/// ([functions](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html#Expressions.OperatorsAndFunctions.Functions)).
public enum ConditionFunction {
    ATTRIBUTE_EXISTS(1),
    ATTRIBUTE_NOT_EXISTS(1),
    ATTRIBUTE_TYPE(2),
    BEGINS_WITH(2),
    CONTAINS(2);

    final int operands;

    ConditionFunction(int operands) {
        this.operands = operands;
    }

    /// The function's name in expressions, such as `begins_with`.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Finds a function by its name, which is case-sensitive.
    public static Optional<ConditionFunction> find(String word) {
        return Arrays.stream(values())
                .filter(function -> function.word().equals(word))
                .findFirst();
    }
}
