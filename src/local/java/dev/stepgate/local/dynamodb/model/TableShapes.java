// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.model;

import static dev.stepgate.local.dynamodb.model.ItemShapes.NAME;
import static dev.stepgate.local.dynamodb.model.ItemShapes.input;
import static dev.stepgate.local.dynamodb.model.Shape.element;
import static dev.stepgate.local.dynamodb.model.Shape.integer;
import static dev.stepgate.local.dynamodb.model.Shape.length;
import static dev.stepgate.local.dynamodb.model.Shape.list;
import static dev.stepgate.local.dynamodb.model.Shape.matches;
import static dev.stepgate.local.dynamodb.model.Shape.member;
import static dev.stepgate.local.dynamodb.model.Shape.number;
import static dev.stepgate.local.dynamodb.model.Shape.of;
import static dev.stepgate.local.dynamodb.model.Shape.oneOf;
import static dev.stepgate.local.dynamodb.model.Shape.text;

import dev.stepgate.local.dynamodb.model.Shape.Member;
import dev.stepgate.local.dynamodb.model.Shape.Structure;

/// The inputs of operations on tables.
final class TableShapes {
    private static final Shape UNITS = number(new Constraint.AtLeast(1));
    private static final Member TABLE = of("TableName", text(matches(NAME)));
    private static final Member INDEX_NAME =
            of("IndexName", ItemShapes.TABLE_NAME).require();
    private static final Member THROUGHPUT = of(
            "ProvisionedThroughput",
            member(
                    "ProvisionedThroughput",
                    of("WriteCapacityUnits", UNITS).require(),
                    of("ReadCapacityUnits", UNITS).require()));
    private static final Member BILLING = of("BillingMode", oneOf("PROVISIONED", "PAY_PER_REQUEST"));
    private static final Member STREAM = of(
            "StreamSpecification",
            member(
                    "StreamSpecification",
                    of("StreamEnabled", ItemShapes.FLAG).require(),
                    of("StreamViewType", oneOf("NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"))));
    private static final Member ENCRYPTION = of(
            "SSESpecification",
            member(
                    "SSESpecification",
                    of("Enabled", ItemShapes.FLAG),
                    of("SSEType", oneOf("AES256", "KMS")),
                    of("KMSMasterKeyId", text())));
    private static final Member TABLE_CLASS = of("TableClass", oneOf("STANDARD", "STANDARD_INFREQUENT_ACCESS"));
    private static final Member PROTECTION = of("DeletionProtectionEnabled", ItemShapes.FLAG);
    private static final Member DEFINITIONS = of(
            "AttributeDefinitions",
            list(element(
                    "AttributeDefinition",
                    of("AttributeName", text()).require(),
                    of("AttributeType", oneOf("B", "N", "S")).require())));
    private static final Member PROJECTION = of(
                    "Projection",
                    member(
                            "Projection",
                            of("ProjectionType", oneOf("ALL", "INCLUDE", "KEYS_ONLY")),
                            of("NonKeyAttributes", list(text(), new Constraint.Shortest(1)))))
            .require();
    private static final Member INDEX_KEY = keySchema(text());
    private static final Member TAGS = of("Tags", list(element("Tag", of("Key", text()), of("Value", text()))));

    static final Structure CREATE_TABLE = input(
            DEFINITIONS.require(),
            TABLE,
            BILLING,
            THROUGHPUT,
            keySchema(oneOf("HASH", "RANGE")),
            of("LocalSecondaryIndexes", list(element("LocalSecondaryIndex", INDEX_NAME, INDEX_KEY, PROJECTION))),
            of(
                    "GlobalSecondaryIndexes",
                    list(element("GlobalSecondaryIndex", INDEX_NAME, INDEX_KEY, PROJECTION, THROUGHPUT))),
            STREAM,
            ENCRYPTION,
            TABLE_CLASS,
            PROTECTION,
            TAGS);

    static final Structure UPDATE_TABLE = input(
            TABLE,
            THROUGHPUT,
            BILLING,
            of(
                    "GlobalSecondaryIndexUpdates",
                    list(element(
                            "GlobalSecondaryIndexUpdate",
                            of("Update", member("UpdateGlobalSecondaryIndexAction", INDEX_NAME, THROUGHPUT.require())),
                            of(
                                    "Create",
                                    member(
                                            "CreateGlobalSecondaryIndexAction",
                                            PROJECTION,
                                            INDEX_NAME,
                                            THROUGHPUT,
                                            INDEX_KEY)),
                            of("Delete", member("DeleteGlobalSecondaryIndexAction", INDEX_NAME))))),
            DEFINITIONS,
            STREAM,
            ENCRYPTION,
            TABLE_CLASS,
            PROTECTION);

    static final Structure TABLE_ONLY = input(TABLE);

    static final Structure LIST_TABLES = input(
            of("Limit", integer(new Constraint.AtLeast(1), new Constraint.AtMost(100))),
            of("ExclusiveStartTableName", ItemShapes.TABLE_NAME));

    static final Structure TAG_RESOURCE = input(of("ResourceArn", text()), TAGS);
    static final Structure UNTAG_RESOURCE = input(of("ResourceArn", text()), of("TagKeys", list(text())));
    static final Structure LIST_TAGS = input(of("ResourceArn", text()), of("NextToken", text()));

    static final Structure UPDATE_TIME_TO_LIVE = input(
            TABLE,
            of(
                            "TimeToLiveSpecification",
                            member(
                                    "TimeToLiveSpecification",
                                    of("Enabled", ItemShapes.FLAG).require(),
                                    of("AttributeName", text(length(1, 255))).require()))
                    .require());

    static final Structure NOTHING = input();

    private TableShapes() {}

    private static Member keySchema(Shape keyType) {
        Shape key = element(
                "KeySchemaElement",
                of("AttributeName", text()).require(),
                of("KeyType", keyType).require());
        return of("KeySchema", list(key, length(1, 2))).require();
    }
}
