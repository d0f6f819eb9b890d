// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.model;

import static dev.stepgate.local.dynamodb.model.Shape.element;
import static dev.stepgate.local.dynamodb.model.Shape.field;
import static dev.stepgate.local.dynamodb.model.Shape.integer;
import static dev.stepgate.local.dynamodb.model.Shape.length;
import static dev.stepgate.local.dynamodb.model.Shape.list;
import static dev.stepgate.local.dynamodb.model.Shape.map;
import static dev.stepgate.local.dynamodb.model.Shape.named;
import static dev.stepgate.local.dynamodb.model.Shape.oneOf;
import static dev.stepgate.local.dynamodb.model.Shape.text;

import dev.stepgate.local.dynamodb.model.Shape.Member;
import dev.stepgate.local.dynamodb.model.Shape.Place;
import dev.stepgate.local.dynamodb.model.Shape.Structure;
import java.util.ArrayList;
import java.util.List;

/// The inputs of operations on single items, of Query and of Scan. The members are in the order in which the
/// service reports their errors.
final class ItemShapes {
    static final String NAME = "[a-zA-Z0-9_.-]+";
    static final Shape VALUE = new Shape.Value(Place.ELEMENT);
    static final Shape FIELD = new Shape.Value(Place.MEMBER);
    static final Shape FLAG = new Shape.Flag();
    static final Shape ATTRIBUTES = map("AttributeValue", VALUE);
    static final Shape TABLE_NAME = named(NAME, 3, 255);
    static final Shape CAPACITY = oneOf("INDEXES", "TOTAL", "NONE");
    static final Shape METRICS = oneOf("SIZE", "NONE");
    static final Shape ON_FAILURE = oneOf("ALL_OLD", "NONE");

    static final Member TABLE = field("TableName", TABLE_NAME).require();
    static final Member KEY = field("Key", ATTRIBUTES).require();
    static final Member ITEM = field("Item", ATTRIBUTES).require();
    static final Member RETURN_CAPACITY = field("ReturnConsumedCapacity", CAPACITY);
    static final Member RETURN_METRICS = field("ReturnItemCollectionMetrics", METRICS);
    static final Member RETURN_ON_FAILURE = field("ReturnValuesOnConditionCheckFailure", ON_FAILURE);
    static final Member RETURN_VALUES =
            field("ReturnValues", oneOf("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"));
    static final Member CONDITIONAL = field("ConditionalOperator", oneOf("OR", "AND"));
    static final Member CONDITION = field("ConditionExpression", text());
    static final Member UPDATE = field("UpdateExpression", text());
    static final Member FILTER = field("FilterExpression", text());
    static final Member PROJECTION = field("ProjectionExpression", text());
    static final Member VALUES = field("ExpressionAttributeValues", map("AttributeValue", VALUE));
    static final Member NAMES = field("ExpressionAttributeNames", map("java.lang.String", text()));
    static final Member ATTRIBUTES_TO_GET = field("AttributesToGet", list(text(), length(1, 255)));

    private static final Shape OPERATOR = oneOf(
            "IN",
            "NULL",
            "BETWEEN",
            "LT",
            "NOT_CONTAINS",
            "EQ",
            "GT",
            "NOT_NULL",
            "NE",
            "LE",
            "BEGINS_WITH",
            "GE",
            "CONTAINS");

    private static final Member EXPECTED = field(
            "Expected",
            map(
                    "ExpectedAttributeValue",
                    element(
                            "ExpectedAttributeValue",
                            field("AttributeValueList", list(VALUE)),
                            field("ComparisonOperator", OPERATOR),
                            field("Exists", FLAG),
                            field("Value", FIELD))));

    private static final Member UPDATES = field(
            "AttributeUpdates",
            map(
                    "AttributeValueUpdate",
                    element("AttributeValueUpdate", field("Action", text()), field("Value", FIELD))));

    static final Member LIMIT = field("Limit", integer(new Constraint.AtLeast(1)));
    private static final Member START = field("ExclusiveStartKey", ATTRIBUTES);
    static final Member CONSISTENT = field("ConsistentRead", FLAG);
    private static final Member INDEX = field("IndexName", TABLE_NAME);
    private static final Member SELECT =
            field("Select", oneOf("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"));

    static final Structure PUT_ITEM = input(
            RETURN_CAPACITY,
            TABLE,
            ITEM,
            CONDITIONAL,
            EXPECTED,
            RETURN_VALUES,
            RETURN_METRICS,
            CONDITION,
            VALUES,
            NAMES,
            RETURN_ON_FAILURE);

    static final Structure DELETE_ITEM = input(
            RETURN_CAPACITY,
            TABLE,
            RETURN_VALUES,
            RETURN_METRICS,
            KEY,
            CONDITIONAL,
            EXPECTED,
            CONDITION,
            VALUES,
            NAMES,
            RETURN_ON_FAILURE);

    static final Structure UPDATE_ITEM = input(
            RETURN_CAPACITY,
            TABLE,
            RETURN_METRICS,
            RETURN_VALUES,
            KEY,
            CONDITIONAL,
            EXPECTED,
            UPDATES,
            CONDITION,
            UPDATE,
            VALUES,
            NAMES,
            RETURN_ON_FAILURE);

    static final Structure GET_ITEM =
            input(RETURN_CAPACITY, ATTRIBUTES_TO_GET, TABLE, KEY, CONSISTENT, PROJECTION, NAMES);

    static final Structure QUERY = input(
            SELECT,
            INDEX,
            RETURN_CAPACITY,
            field("QueryFilter", conditions(List.of("AttributeValueList", "ComparisonOperator"))),
            TABLE,
            CONDITIONAL,
            ATTRIBUTES_TO_GET,
            LIMIT,
            field("KeyConditions", conditions(List.of("ComparisonOperator", "AttributeValueList"))),
            START,
            CONSISTENT,
            field("ScanIndexForward", FLAG),
            field("KeyConditionExpression", text()),
            FILTER,
            PROJECTION,
            VALUES,
            NAMES);

    static final Structure SCAN = input(
            SELECT,
            INDEX,
            field("TotalSegments", integer(new Constraint.AtLeast(1), new Constraint.AtMost(1_000_000))),
            RETURN_CAPACITY,
            TABLE,
            CONDITIONAL,
            field("ScanFilter", conditions(List.of("AttributeValueList", "ComparisonOperator"))),
            field("Segment", integer(new Constraint.AtLeast(0), new Constraint.AtMost(999_999))),
            LIMIT,
            ATTRIBUTES_TO_GET,
            START,
            CONSISTENT,
            FILTER,
            PROJECTION,
            VALUES,
            NAMES);

    private ItemShapes() {}

    static Structure input(Member... members) {
        return Shape.member("input", members);
    }

    private static Shape conditions(List<String> order) {
        List<Member> members = new ArrayList<>();
        for (String name : order) {
            members.add(
                    name.equals("ComparisonOperator") ? field(name, OPERATOR).require() : field(name, list(VALUE)));
        }
        return map("Condition", element("Condition", members.toArray(Member[]::new)));
    }
}
