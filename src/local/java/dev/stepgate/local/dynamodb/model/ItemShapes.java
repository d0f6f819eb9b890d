// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.model;

import static dev.stepgate.local.dynamodb.model.Shape.element;
import static dev.stepgate.local.dynamodb.model.Shape.integer;
import static dev.stepgate.local.dynamodb.model.Shape.length;
import static dev.stepgate.local.dynamodb.model.Shape.list;
import static dev.stepgate.local.dynamodb.model.Shape.map;
import static dev.stepgate.local.dynamodb.model.Shape.named;
import static dev.stepgate.local.dynamodb.model.Shape.of;
import static dev.stepgate.local.dynamodb.model.Shape.oneOf;
import static dev.stepgate.local.dynamodb.model.Shape.text;

import dev.stepgate.local.dynamodb.model.Shape.Member;
import dev.stepgate.local.dynamodb.model.Shape.Place;
import dev.stepgate.local.dynamodb.model.Shape.Structure;
import java.util.ArrayList;
import java.util.List;

/// The inputs of operations on single items, of Query and of Scan. The order of members is the one in which the service
/// tells what is wrong.
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

    static final Member TABLE = of("TableName", TABLE_NAME).require();
    static final Member KEY = of("Key", ATTRIBUTES).require();
    static final Member ITEM = of("Item", ATTRIBUTES).require();
    static final Member RETURN_CAPACITY = of("ReturnConsumedCapacity", CAPACITY);
    static final Member RETURN_METRICS = of("ReturnItemCollectionMetrics", METRICS);
    static final Member RETURN_ON_FAILURE = of("ReturnValuesOnConditionCheckFailure", ON_FAILURE);
    static final Member RETURN_VALUES =
            of("ReturnValues", oneOf("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW"));
    static final Member CONDITIONAL = of("ConditionalOperator", oneOf("OR", "AND"));
    static final Member CONDITION = of("ConditionExpression", text());
    static final Member UPDATE = of("UpdateExpression", text());
    static final Member FILTER = of("FilterExpression", text());
    static final Member PROJECTION = of("ProjectionExpression", text());
    static final Member VALUES = of("ExpressionAttributeValues", map("AttributeValue", VALUE));
    static final Member NAMES = of("ExpressionAttributeNames", map("java.lang.String", text()));
    static final Member ATTRIBUTES_TO_GET = of("AttributesToGet", list(text(), length(1, 255)));

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

    private static final Member EXPECTED = of(
            "Expected",
            map(
                    "ExpectedAttributeValue",
                    element(
                            "ExpectedAttributeValue",
                            of("AttributeValueList", list(VALUE)),
                            of("ComparisonOperator", OPERATOR),
                            of("Exists", FLAG),
                            of("Value", FIELD))));

    private static final Member UPDATES = of(
            "AttributeUpdates",
            map("AttributeValueUpdate", element("AttributeValueUpdate", of("Action", text()), of("Value", FIELD))));

    private static final Member LIMIT = of("Limit", integer(new Constraint.AtLeast(1)));
    private static final Member START = of("ExclusiveStartKey", ATTRIBUTES);
    private static final Member CONSISTENT = of("ConsistentRead", FLAG);
    private static final Member INDEX = of("IndexName", TABLE_NAME);
    private static final Member SELECT =
            of("Select", oneOf("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES"));

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
            of("QueryFilter", conditions(List.of("AttributeValueList", "ComparisonOperator"))),
            TABLE,
            CONDITIONAL,
            ATTRIBUTES_TO_GET,
            LIMIT,
            of("KeyConditions", conditions(List.of("ComparisonOperator", "AttributeValueList"))),
            START,
            CONSISTENT,
            of("ScanIndexForward", FLAG),
            of("KeyConditionExpression", text()),
            FILTER,
            PROJECTION,
            VALUES,
            NAMES);

    static final Structure SCAN = input(
            SELECT,
            INDEX,
            of("TotalSegments", integer(new Constraint.AtLeast(1), new Constraint.AtMost(1_000_000))),
            RETURN_CAPACITY,
            TABLE,
            CONDITIONAL,
            of("ScanFilter", conditions(List.of("AttributeValueList", "ComparisonOperator"))),
            of("Segment", integer(new Constraint.AtLeast(0), new Constraint.AtMost(999_999))),
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
            members.add(name.equals("ComparisonOperator") ? of(name, OPERATOR).require() : of(name, list(VALUE)));
        }
        return map("Condition", element("Condition", members.toArray(Member[]::new)));
    }
}
