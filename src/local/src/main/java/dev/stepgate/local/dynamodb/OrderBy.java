// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.KeySchema;
import dev.stepgate.local.dynamodb.item.KeySchema.KeyAttribute;
import dev.stepgate.local.dynamodb.partiql.Statement.Order;
import dev.stepgate.local.dynamodb.partiql.Statement.Select;
import java.util.Optional;

/// Checks and finds the order of a SELECT, which follows the keys that it reads by.
final class OrderBy {
    private OrderBy() {}

    /// @param partitions the number of partition keys that the WHERE clause names
    static void check(Select select, KeySchema key, int partitions) {
        if (select.order().isEmpty()) {
            return;
        }
        if (select.where().isEmpty()) {
            throw DynamoDbErrors.validation("Must have WHERE clause in the statement when using ORDER BY clause.");
        }
        for (Order order : select.order()) {
            if (!key.has(order.attribute())) {
                throw DynamoDbErrors.validation(
                        "Attribute " + order.attribute() + " in ORDER BY clause must be part of the primary key");
            }
        }
        if (partitions == 0) {
            throw DynamoDbErrors.validation("Must have at least one non-optional hash key condition in WHERE clause"
                    + " when using ORDER BY clause.");
        }
        if (partitions > 1 && of(select, key.partition()).isEmpty()) {
            throw DynamoDbErrors.validation("Must have hash key in ORDER BY clause when more than one hash key"
                    + " condition specified in WHERE clause.");
        }
    }

    static Optional<Order> of(Select select, KeyAttribute key) {
        return select.order().stream()
                .filter(order -> order.attribute().equals(key.name()))
                .findFirst();
    }
}
