// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import java.util.Optional;
import java.util.stream.Stream;

/// A value that SET assigns to an attribute.
public sealed interface UpdateOperand {
    record Path(DocumentPath path) implements UpdateOperand {}

    record Literal(AttributeValue value) implements UpdateOperand {}

    record IfNotExists(DocumentPath path, UpdateOperand otherwise) implements UpdateOperand {}

    record ListAppend(UpdateOperand first, UpdateOperand second) implements UpdateOperand {}

    record Plus(UpdateOperand left, UpdateOperand right) implements UpdateOperand {}

    record Minus(UpdateOperand left, UpdateOperand right) implements UpdateOperand {}

    /// A placeholder without a value; never in a tree that is evaluated.
    record Undefined() implements UpdateOperand {}

    /// The data type descriptor, where it does not depend on the item.
    default Optional<String> type() {
        return switch (this) {
            case Literal(AttributeValue value) -> Optional.of(value.type());
            case IfNotExists function -> function.otherwise().type();
            case ListAppend _ -> Optional.of("L");
            case Plus _, Minus _ -> Optional.of("N");
            case Path _, Undefined _ -> Optional.empty();
        };
    }

    /// Returns every document path, in the order of the text.
    default Stream<DocumentPath> paths() {
        return switch (this) {
            case Path(DocumentPath path) -> Stream.of(path);
            case IfNotExists(DocumentPath path, UpdateOperand otherwise) ->
                Stream.concat(Stream.of(path), otherwise.paths());
            case ListAppend(UpdateOperand first, UpdateOperand second) -> Stream.concat(first.paths(), second.paths());
            case Plus(UpdateOperand left, UpdateOperand right) -> Stream.concat(left.paths(), right.paths());
            case Minus(UpdateOperand left, UpdateOperand right) -> Stream.concat(left.paths(), right.paths());
            case Literal _, Undefined _ -> Stream.empty();
        };
    }
}
