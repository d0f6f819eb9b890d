// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import java.util.Set;

/// An operator of the legacy parameters
/// ([Condition](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Condition.html)), used for
/// key conditions as well.
public enum ComparisonOperator {
    EQ(1, 1),
    NE(1, 1),
    LE(1, 1),
    LT(1, 1),
    GE(1, 1),
    GT(1, 1),
    CONTAINS(1, 1),
    NOT_CONTAINS(1, 1),
    BEGINS_WITH(1, 1),
    NULL(0, 0),
    NOT_NULL(0, 0),
    IN(1, Integer.MAX_VALUE),
    BETWEEN(2, 2);

    private static final Set<String> ORDERED = Set.of("S", "N", "B");
    private static final Set<String> EQUAL = Set.of("S", "N", "B", "SS", "NS", "BS");
    private static final Set<String> ANY = Set.of("S", "N", "B", "SS", "NS", "BS", "BOOL", "NULL", "L", "M");

    private final int fewest;
    private final int most;

    ComparisonOperator(int fewest, int most) {
        this.fewest = fewest;
        this.most = most;
    }

    public boolean takes(int values) {
        return values >= fewest && values <= most;
    }

    /// The data types of values that a filter may use with this operator.
    Set<String> types() {
        return switch (this) {
            case EQ, NE -> EQUAL;
            case LE, LT, GE, GT, CONTAINS, NOT_CONTAINS, IN, BETWEEN -> ORDERED;
            case BEGINS_WITH -> Set.of("S", "B");
            case NULL, NOT_NULL -> ANY;
        };
    }

    /// Returns true when a query can find items by this operator.
    public boolean isIndexable() {
        return switch (this) {
            case EQ, LE, LT, GE, GT, BEGINS_WITH, BETWEEN -> true;
            case NE, CONTAINS, NOT_CONTAINS, NULL, NOT_NULL, IN -> false;
        };
    }
}
