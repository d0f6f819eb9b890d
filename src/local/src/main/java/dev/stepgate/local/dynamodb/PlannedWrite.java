// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import dev.stepgate.local.dynamodb.Write.Action;
import dev.stepgate.local.dynamodb.expression.Condition;
import dev.stepgate.local.dynamodb.expression.LegacyUpdates;
import dev.stepgate.local.dynamodb.expression.Update;
import dev.stepgate.local.dynamodb.expression.UpdateAction;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.ItemKey;
import dev.stepgate.local.dynamodb.item.ItemSize;
import dev.stepgate.local.dynamodb.item.KeySchema.KeyAttribute;
import dev.stepgate.local.dynamodb.stream.Change.Author;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A change of one item, checked against its table.
///
/// @param at the place of the item
record PlannedWrite(Table table, Write write, ItemKey at) {

    /// The item before and after the change.
    ///
    /// @param before null if there was none
    /// @param after null if there is none
    record Result(@Nullable Item before, @Nullable Item after) {}

    /// Throws a ValidationException when the change does not match the table.
    static PlannedWrite of(Write write, Table table) {
        TableDefinition definition = table.definition();
        Item key = key(write.action());
        if (write.action() instanceof Action.Put || write.action() instanceof Action.Insert) {
            KeyRules.requireItem(key, definition);
        } else {
            KeyRules.requireKey(key, definition.key());
        }
        requireUpdatable(write.action(), definition);
        KeyRules.requireScalarKeys(write.condition().paths(), definition);
        return new PlannedWrite(table, write, ItemKey.of(key, definition.key()));
    }

    private static Item key(Action action) {
        return switch (action) {
            case Action.Put(Item item) -> item;
            case Action.Insert(Item item) -> item;
            case Action.Delete(Item key) -> key;
            case Action.Change change -> change.key();
            case Action.LegacyChange change -> change.key();
            case Action.Touch(Item key) -> key;
            case Action.Check(Item key) -> key;
        };
    }

    private static void requireUpdatable(Action action, TableDefinition table) {
        switch (action) {
            case Action.Change change -> {
                Update update = change.update();
                Set<String> changed = update.actions().stream()
                        .map(each -> each.path().attribute())
                        .collect(Collectors.toSet());
                requireNoKey(changed, table);
                requireIndexTypes(update, table);
                KeyRules.requireScalarKeys(update.allPaths(), table);
            }
            case Action.LegacyChange change -> {
                LegacyUpdates updates = change.updates();
                requireNoKey(updates.changes().keySet(), table);
                requireIndexTypes(updates, table);
            }
            case Action.Put _, Action.Insert _, Action.Delete _, Action.Touch _, Action.Check _ -> {
                // nothing is updated
            }
        }
    }

    private static void requireNoKey(Set<String> changed, TableDefinition table) {
        table.key().names().stream().filter(changed::contains).findFirst().ifPresent(key -> {
            throw partOfKey(key);
        });
    }

    private static RuntimeException partOfKey(String attribute) {
        return DynamoDbErrors.invalidParameters(
                "Cannot update attribute " + attribute + ". This attribute is part of the key");
    }

    private static void requireIndexTypes(Update update, TableDefinition table) {
        for (SecondaryIndex index : table.indexes()) {
            for (KeyAttribute key : index.key().attributes()) {
                update.actions().stream()
                        .filter(action -> action.path().equals(DocumentPath.attribute(key.name())))
                        .map(UpdateAction::type)
                        .flatMap(Optional::stream)
                        .forEach(type -> KeyRules.requireIndexType(type, key, index));
            }
        }
    }

    private static void requireIndexTypes(LegacyUpdates updates, TableDefinition table) {
        for (SecondaryIndex index : table.indexes()) {
            for (KeyAttribute key : index.key().attributes()) {
                Stream.ofNullable(updates.changes().get(key.name()))
                        .flatMap(change -> change.given().stream())
                        .map(AttributeValue::type)
                        .forEach(type -> KeyRules.requireIndexType(type, key, index));
            }
        }
    }

    /// Computes the change without making it; must be called with the table's lock held.
    ///
    /// @throws AwsException ConditionalCheckFailedException or ValidationException
    Result evaluate() {
        Item before = table.get(at);
        Condition condition = write.condition();
        if (!(condition instanceof Condition.Always) && !condition.matches(before == null ? Item.empty() : before)) {
            throw write.failure() == Write.OnFailure.ALL_OLD && before != null
                    ? DynamoDbErrors.conditionFailed(before)
                    : DynamoDbErrors.conditionFailed();
        }
        return new Result(before, after(before));
    }

    private @Nullable Item after(@Nullable Item before) {
        return switch (write.action()) {
            case Action.Put(Item item) -> item;
            case Action.Insert(Item item) -> inserted(before, item);
            case Action.Delete _ -> null;
            case Action.Check _ -> before;
            case Action.Touch(Item key) -> before == null ? key : before;
            case Action.Change(Item key, Update update) -> {
                Item after = update.apply(before == null ? key : before);
                requireIndexKeys(update, after);
                yield sized(after);
            }
            case Action.LegacyChange(Item key, LegacyUpdates updates) ->
                sized(updates.apply(before == null ? key : before));
        };
    }

    private static Item inserted(@Nullable Item before, Item item) {
        if (before != null) {
            throw DynamoDbErrors.duplicateItem();
        }
        return item;
    }

    private static Item sized(Item item) {
        if (item.size() > ItemSize.MAXIMUM) {
            throw DynamoDbErrors.validation("Item size to update has exceeded the maximum allowed size");
        }
        return item;
    }

    private void requireIndexKeys(Update update, Item after) {
        for (SecondaryIndex index : table.definition().indexes()) {
            for (KeyAttribute key : index.key().attributes()) {
                boolean isSet = update.actions().stream()
                        .anyMatch(action -> action instanceof UpdateAction.Set
                                && action.path().equals(DocumentPath.attribute(key.name())));
                AttributeValue value = after.get(key.name());
                if (isSet && value != null) {
                    KeyRules.requireUpdatable(value, key);
                }
            }
        }
    }

    /// Makes the change that [#evaluate] returned; must be called under the same lock.
    void apply(Result result) {
        boolean writes = !(write.action() instanceof Action.Check);
        if (writes && (result.before() != null || result.after() != null)) {
            table.put(at, result.after(), Author.CALLER);
        }
    }
}
