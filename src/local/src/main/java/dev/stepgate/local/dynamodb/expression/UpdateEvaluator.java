// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.item.Draft;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.NumberRules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Applies updates to items.
final class UpdateEvaluator {
    private UpdateEvaluator() {}

    /// A change whose value is known.
    private sealed interface Change {
        record Put(DocumentPath path, AttributeValue value) implements Change {}

        record Remove(DocumentPath path) implements Change {}
    }

    static Item apply(List<UpdateAction> actions, Item item) {
        List<Change> changes = new ArrayList<>();
        for (UpdateAction action : actions) {
            change(action, item).ifPresent(changes::add);
        }
        Draft draft = new Draft(item);
        for (Change change : changes) {
            switch (change) {
                case Change.Put(DocumentPath path, AttributeValue value) -> draft.set(path, value);
                case Change.Remove(DocumentPath path) -> draft.remove(path);
            }
        }
        return draft.finish();
    }

    private static Optional<Change> change(UpdateAction action, Item item) {
        return switch (action) {
            case UpdateAction.Set(DocumentPath path, UpdateOperand value) ->
                Optional.of(new Change.Put(path, value(value, item)));
            case UpdateAction.Remove(DocumentPath path) -> Optional.of(new Change.Remove(path));
            case UpdateAction.Add(DocumentPath path, AttributeValue value) ->
                Optional.of(new Change.Put(path, added(path.in(item), value)));
            case UpdateAction.Delete(DocumentPath path, AttributeValue value) -> deleted(path, value, item);
        };
    }

    private static AttributeValue added(@Nullable AttributeValue existing, AttributeValue value) {
        return existing == null
                ? value
                : SetArithmetic.plus(existing, value).orElseThrow(UpdateEvaluator::incorrectType);
    }

    private static Optional<Change> deleted(DocumentPath path, AttributeValue value, Item item) {
        AttributeValue existing = path.in(item);
        if (existing == null) {
            return Optional.of(new Change.Remove(path));
        }
        if (!existing.type().equals(value.type())) {
            throw incorrectType();
        }
        return Optional.of(SetArithmetic.minus(existing, value)
                .<Change>map(rest -> new Change.Put(path, rest))
                .orElseGet(() -> new Change.Remove(path)));
    }

    private static AttributeValue value(UpdateOperand operand, Item item) {
        return switch (operand) {
            case UpdateOperand.Literal(AttributeValue value) -> value;
            case UpdateOperand.Path(DocumentPath path) -> required(path.in(item));
            case UpdateOperand.IfNotExists(DocumentPath path, UpdateOperand otherwise) -> {
                AttributeValue existing = path.in(item);
                yield existing == null ? value(otherwise, item) : existing;
            }
            case UpdateOperand.ListAppend(UpdateOperand first, UpdateOperand second) ->
                appended(value(first, item), value(second, item));
            case UpdateOperand.Plus(UpdateOperand left, UpdateOperand right) ->
                number(number(value(left, item)).add(number(value(right, item))));
            case UpdateOperand.Minus(UpdateOperand left, UpdateOperand right) ->
                number(number(value(left, item)).subtract(number(value(right, item))));
            case UpdateOperand.Undefined _ -> throw new IllegalStateException("an undefined placeholder");
        };
    }

    private static AttributeValue appended(AttributeValue first, AttributeValue second) {
        if (first instanceof AttributeValue.L(var left) && second instanceof AttributeValue.L(var right)) {
            List<AttributeValue> all = new ArrayList<>(left);
            all.addAll(right);
            return new AttributeValue.L(all);
        }
        throw incorrectType();
    }

    private static BigDecimal number(AttributeValue value) {
        if (value instanceof AttributeValue.N(BigDecimal number)) {
            return number;
        }
        throw incorrectType();
    }

    private static AttributeValue number(BigDecimal result) {
        return new AttributeValue.N(NumberRules.inRange(result));
    }

    private static AttributeValue required(@Nullable AttributeValue value) {
        if (value == null) {
            throw DynamoDbErrors.validation(
                    "The provided expression refers to an attribute that does not exist in the item");
        }
        return value;
    }

    private static AwsException incorrectType() {
        return DynamoDbErrors.validation("An operand in the update expression has an incorrect data type");
    }
}
