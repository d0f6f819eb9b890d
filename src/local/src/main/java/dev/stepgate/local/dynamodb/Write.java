// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.dynamodb.expression.Condition;
import dev.stepgate.local.dynamodb.expression.ExpressionParameters;
import dev.stepgate.local.dynamodb.expression.Expressions;
import dev.stepgate.local.dynamodb.expression.LegacyConditions;
import dev.stepgate.local.dynamodb.expression.LegacyUpdates;
import dev.stepgate.local.dynamodb.expression.Update;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.ItemSize;
import java.util.List;
import java.util.Optional;

/// A requested change of one item, before its table is known.
///
/// @param condition that the item must fulfil before the change
/// @param failure the part of the item that a refusal shows
record Write(String table, Action action, Condition condition, OnFailure failure) {

    /// The parameter ReturnValuesOnConditionCheckFailure.
    enum OnFailure {
        NONE,
        ALL_OLD
    }

    sealed interface Action {
        record Put(Item item) implements Action {}

        /// A put that is refused when there is an item, as an INSERT of PartiQL.
        record Insert(Item item) implements Action {}

        record Delete(Item key) implements Action {}

        record Change(Item key, Update update) implements Action {}

        record LegacyChange(Item key, LegacyUpdates updates) implements Action {}

        /// An UpdateItem without a change: the item is made if it does not exist.
        record Touch(Item key) implements Action {}

        /// The ConditionCheck of a transaction.
        record Check(Item key) implements Action {}
    }

    private static final ExpressionParameters CONDITION =
            new ExpressionParameters(List.of("ConditionExpression"), List.of("Expected"));
    private static final ExpressionParameters UPDATE = new ExpressionParameters(
            List.of("UpdateExpression", "ConditionExpression"), List.of("AttributeUpdates", "Expected"));

    /// Reads the input of PutItem, or a Put of a transaction.
    static Write put(JsonNode input) {
        CONDITION.check(input);
        Item item = Item.read(input.path("Item"));
        String returns = input.path("ReturnValues").asText("NONE");
        if (!returns.equals("ALL_OLD") && !returns.equals("NONE")) {
            throw DynamoDbErrors.validation("ReturnValues can only be ALL_OLD or NONE");
        }
        requireSize(item);
        return read(input, new Action.Put(item));
    }

    /// Reads a put without a condition, as in a batch.
    static Write put(String table, JsonNode json) {
        Item item = Item.read(json);
        requireSize(item);
        return new Write(table, new Action.Put(item), new Condition.Always(), OnFailure.NONE);
    }

    /// Makes an insertion, without a condition.
    static Write insert(String table, Item item) {
        requireSize(item);
        return new Write(table, new Action.Insert(item), new Condition.Always(), OnFailure.NONE);
    }

    private static void requireSize(Item item) {
        if (item.size() > ItemSize.MAXIMUM) {
            throw DynamoDbErrors.validation("Item size has exceeded the maximum allowed size");
        }
    }

    /// Reads the input of DeleteItem, or a Delete of a transaction.
    static Write delete(JsonNode input) {
        CONDITION.check(input);
        Item key = Item.read(input.path("Key"));
        String returns = input.path("ReturnValues").asText("NONE");
        if (!returns.equals("ALL_OLD") && !returns.equals("NONE")) {
            throw DynamoDbErrors.validation("ReturnValues can only be ALL_OLD or NONE");
        }
        return read(input, new Action.Delete(key));
    }

    /// Reads a deletion without a condition, as in a batch.
    static Write delete(String table, JsonNode json) {
        return new Write(table, new Action.Delete(Item.read(json)), new Condition.Always(), OnFailure.NONE);
    }

    /// Reads a ConditionCheck of a transaction.
    static Write check(JsonNode input) {
        return read(input, new Action.Check(Item.read(input.path("Key"))));
    }

    /// Reads the input of UpdateItem, or an Update of a transaction.
    static Write update(JsonNode input) {
        UPDATE.check(input);
        Item key = Item.read(input.path("Key"));
        Optional<LegacyUpdates> legacy = LegacyUpdates.read(input);
        Optional<Condition> expected = LegacyConditions.expected(input);
        Expressions expressions = Expressions.read(input);
        Action action = expressions
                .update()
                .<Action>map(update -> new Action.Change(key, update))
                .or(() -> legacy.map(updates -> new Action.LegacyChange(key, updates)))
                .orElseGet(() -> new Action.Touch(key));
        return new Write(table(input), action, condition(expressions, expected), onFailure(input));
    }

    private static Write read(JsonNode input, Action action) {
        Optional<Condition> expected = LegacyConditions.expected(input);
        return new Write(table(input), action, condition(Expressions.read(input), expected), onFailure(input));
    }

    private static String table(JsonNode input) {
        return input.path("TableName").asText();
    }

    private static Condition condition(Expressions expressions, Optional<Condition> expected) {
        return expressions.condition().or(() -> expected).orElseGet(Condition.Always::new);
    }

    /// Reads ReturnValuesOnConditionCheckFailure.
    static OnFailure onFailure(JsonNode input) {
        return OnFailure.valueOf(
                input.path("ReturnValuesOnConditionCheckFailure").asText("NONE"));
    }
}
