// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import java.util.Optional;

/// One change of an item.
public sealed interface UpdateAction {
    DocumentPath path();

    record Set(DocumentPath path, UpdateOperand value) implements UpdateAction {}

    record Remove(DocumentPath path) implements UpdateAction {}

    /// Adds to a number or to a set.
    record Add(DocumentPath path, AttributeValue value) implements UpdateAction {}

    /// Removes elements from a set.
    record Delete(DocumentPath path, AttributeValue value) implements UpdateAction {}

    /// The data type descriptor of the attribute's new value, where it does not depend on the item.
    default Optional<String> type() {
        return switch (this) {
            case Set set -> set.value().type();
            case Add add -> Optional.of(add.value().type());
            case Delete delete -> Optional.of(delete.value().type());
            case Remove _ -> Optional.empty();
        };
    }
}
