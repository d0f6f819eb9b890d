// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import java.util.Optional;

/// A value that a condition compares.
public sealed interface Operand {
    record Path(DocumentPath path) implements Operand {}

    record Literal(AttributeValue value) implements Operand {}

    /// `size(...)`
    record Size(Operand of) implements Operand {}

    /// A placeholder without a value; never in a tree that is evaluated.
    record Undefined() implements Operand {}

    /// The data type descriptor, where it does not depend on the item.
    default Optional<String> type() {
        return switch (this) {
            case Literal(AttributeValue value) -> Optional.of(value.type());
            case Size _ -> Optional.of("N");
            case Path _, Undefined _ -> Optional.empty();
        };
    }
}
