// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.model;

import static dev.stepgate.local.dynamodb.model.ItemShapes.NAME;
import static dev.stepgate.local.dynamodb.model.ItemShapes.VALUE;
import static dev.stepgate.local.dynamodb.model.ItemShapes.input;
import static dev.stepgate.local.dynamodb.model.Shape.element;
import static dev.stepgate.local.dynamodb.model.Shape.field;
import static dev.stepgate.local.dynamodb.model.Shape.length;
import static dev.stepgate.local.dynamodb.model.Shape.list;
import static dev.stepgate.local.dynamodb.model.Shape.map;
import static dev.stepgate.local.dynamodb.model.Shape.matches;
import static dev.stepgate.local.dynamodb.model.Shape.member;
import static dev.stepgate.local.dynamodb.model.Shape.text;

import dev.stepgate.local.dynamodb.model.Shape.Structure;
import java.util.List;

/// The inputs of operations on several items.
final class BatchShapes {
    private static final Constraint ANY = new Constraint.Shortest(1);
    private static final Constraint TABLE_NAMES =
            new Constraint.Keys(List.of(new Constraint.Longest(255), new Constraint.Shortest(3), matches(NAME)));

    private static final Shape KEYS = list(new Shape.MapOf("AttributeValue", VALUE, true, List.of()), length(1, 100));

    static final Structure BATCH_GET_ITEM = input(
            ItemShapes.RETURN_CAPACITY,
            field(
                            "RequestItems",
                            map(
                                    "KeysAndAttributes",
                                    element(
                                            "KeysAndAttributes",
                                            field("Keys", KEYS).require(),
                                            ItemShapes.ATTRIBUTES_TO_GET,
                                            field("ConsistentRead", ItemShapes.FLAG),
                                            ItemShapes.PROJECTION,
                                            ItemShapes.NAMES),
                                    ANY,
                                    TABLE_NAMES))
                    .require());

    private static final Shape WRITES = new Shape.ListOf(
            element(
                    "WriteRequest",
                    field("DeleteRequest", member("DeleteRequest", ItemShapes.KEY)),
                    field("PutRequest", member("PutRequest", ItemShapes.ITEM))),
            true,
            List.of());

    static final Structure BATCH_WRITE_ITEM = input(
            ItemShapes.RETURN_CAPACITY,
            ItemShapes.RETURN_METRICS,
            field(
                            "RequestItems",
                            map(
                                    "java.util.List<com.amazonaws.dynamodb.v20120810.WriteRequest>",
                                    WRITES,
                                    ANY,
                                    TABLE_NAMES,
                                    new Constraint.Values(
                                            List.of(new Constraint.Longest(25), new Constraint.Shortest(1)))))
                    .require());

    static final Structure TRANSACT_GET_ITEMS = input(
            ItemShapes.RETURN_CAPACITY,
            field(
                            "TransactItems",
                            list(
                                    element(
                                            "TransactGetItem",
                                            field(
                                                            "Get",
                                                            member(
                                                                    "Get",
                                                                    ItemShapes.KEY,
                                                                    ItemShapes.TABLE,
                                                                    ItemShapes.PROJECTION,
                                                                    ItemShapes.NAMES))
                                                    .require()),
                                    length(1, 100)))
                    .require());

    private static final Structure WRITE = member(
            "Write",
            ItemShapes.TABLE,
            ItemShapes.CONDITION,
            ItemShapes.VALUES,
            ItemShapes.NAMES,
            ItemShapes.RETURN_ON_FAILURE);

    static final Structure TRANSACT_WRITE_ITEMS = input(
            field("ClientRequestToken", text(length(1, 36))),
            ItemShapes.RETURN_CAPACITY,
            ItemShapes.RETURN_METRICS,
            field(
                            "TransactItems",
                            list(
                                    element(
                                            "TransactWriteItem",
                                            field("ConditionCheck", conditionCheck()),
                                            field("Put", WRITE.with(ItemShapes.ITEM)),
                                            field("Delete", WRITE.with(ItemShapes.KEY)),
                                            field("Update", WRITE.with(ItemShapes.KEY, ItemShapes.UPDATE.require()))),
                                    length(1, 100)))
                    .require());

    private BatchShapes() {}

    private static Structure conditionCheck() {
        return member(
                "ConditionCheck",
                ItemShapes.TABLE,
                ItemShapes.KEY,
                ItemShapes.CONDITION.require(),
                ItemShapes.VALUES,
                ItemShapes.NAMES,
                ItemShapes.RETURN_ON_FAILURE);
    }
}
