// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.model;

import static dev.stepgate.local.dynamodb.model.ItemShapes.NAME;
import static dev.stepgate.local.dynamodb.model.ItemShapes.input;
import static dev.stepgate.local.dynamodb.model.Shape.element;
import static dev.stepgate.local.dynamodb.model.Shape.field;
import static dev.stepgate.local.dynamodb.model.Shape.integer;
import static dev.stepgate.local.dynamodb.model.Shape.length;
import static dev.stepgate.local.dynamodb.model.Shape.list;
import static dev.stepgate.local.dynamodb.model.Shape.matches;
import static dev.stepgate.local.dynamodb.model.Shape.member;
import static dev.stepgate.local.dynamodb.model.Shape.number;
import static dev.stepgate.local.dynamodb.model.Shape.oneOf;
import static dev.stepgate.local.dynamodb.model.Shape.text;

import dev.stepgate.local.dynamodb.model.Shape.Member;
import dev.stepgate.local.dynamodb.model.Shape.Structure;

/// The inputs of operations on tables.
final class TableShapes {
    private static final Shape UNITS = number(new Constraint.AtLeast(1));
    private static final Member TABLE = field("TableName", text(matches(NAME)));
    private static final Member INDEX_NAME =
            field("IndexName", ItemShapes.TABLE_NAME).require();
    private static final Member THROUGHPUT = field(
            "ProvisionedThroughput",
            member(
                    "ProvisionedThroughput",
                    field("WriteCapacityUnits", UNITS).require(),
                    field("ReadCapacityUnits", UNITS).require()));
    private static final Member BILLING = field("BillingMode", oneOf("PROVISIONED", "PAY_PER_REQUEST"));
    private static final Member STREAM = field(
            "StreamSpecification",
            member(
                    "StreamSpecification",
                    field("StreamEnabled", ItemShapes.FLAG).require(),
                    field("StreamViewType", oneOf("NEW_IMAGE", "OLD_IMAGE", "NEW_AND_OLD_IMAGES", "KEYS_ONLY"))));
    private static final Member ENCRYPTION = field(
            "SSESpecification",
            member(
                    "SSESpecification",
                    field("Enabled", ItemShapes.FLAG),
                    field("SSEType", oneOf("AES256", "KMS")),
                    field("KMSMasterKeyId", text())));
    private static final Member TABLE_CLASS = field("TableClass", oneOf("STANDARD", "STANDARD_INFREQUENT_ACCESS"));
    private static final Member PROTECTION = field("DeletionProtectionEnabled", ItemShapes.FLAG);
    private static final Member WARM = field(
            "WarmThroughput",
            member(
                    "WarmThroughput",
                    field("ReadUnitsPerSecond", number(new Constraint.AtLeast(1))),
                    field("WriteUnitsPerSecond", number(new Constraint.AtLeast(1)))));
    private static final Member ON_DEMAND = field(
            "OnDemandThroughput",
            member(
                    "OnDemandThroughput",
                    field("MaxReadRequestUnits", number()),
                    field("MaxWriteRequestUnits", number())));
    private static final Member DEFINITIONS = field(
            "AttributeDefinitions",
            list(element(
                    "AttributeDefinition",
                    field("AttributeName", text()).require(),
                    field("AttributeType", oneOf("B", "N", "S")).require())));
    private static final Member PROJECTION = field(
                    "Projection",
                    member(
                            "Projection",
                            field("ProjectionType", oneOf("ALL", "INCLUDE", "KEYS_ONLY")),
                            field("NonKeyAttributes", list(text(), new Constraint.Shortest(1)))))
            .require();
    private static final Member INDEX_KEY = keySchema(text());
    private static final Member TAGS =
            field("Tags", list(element("Tag", field("Key", text()), field("Value", text()))));

    static final Structure CREATE_TABLE = input(
            DEFINITIONS.require(),
            TABLE,
            BILLING,
            THROUGHPUT,
            keySchema(oneOf("HASH", "RANGE")),
            field("LocalSecondaryIndexes", list(element("LocalSecondaryIndex", INDEX_NAME, INDEX_KEY, PROJECTION))),
            field(
                    "GlobalSecondaryIndexes",
                    list(element("GlobalSecondaryIndex", INDEX_NAME, INDEX_KEY, PROJECTION, THROUGHPUT))),
            STREAM,
            ENCRYPTION,
            TABLE_CLASS,
            PROTECTION,
            WARM,
            ON_DEMAND,
            TAGS);

    static final Structure UPDATE_TABLE = input(
            TABLE,
            THROUGHPUT,
            BILLING,
            field(
                    "GlobalSecondaryIndexUpdates",
                    list(element(
                            "GlobalSecondaryIndexUpdate",
                            field(
                                    "Update",
                                    member("UpdateGlobalSecondaryIndexAction", INDEX_NAME, THROUGHPUT.require())),
                            field(
                                    "Create",
                                    member(
                                            "CreateGlobalSecondaryIndexAction",
                                            PROJECTION,
                                            INDEX_NAME,
                                            THROUGHPUT,
                                            INDEX_KEY)),
                            field("Delete", member("DeleteGlobalSecondaryIndexAction", INDEX_NAME))))),
            DEFINITIONS,
            STREAM,
            ENCRYPTION,
            TABLE_CLASS,
            PROTECTION,
            WARM,
            ON_DEMAND);

    static final Structure TABLE_ONLY = input(TABLE);

    static final Structure LIST_TABLES = input(
            field("Limit", integer(new Constraint.AtLeast(1), new Constraint.AtMost(100))),
            field("ExclusiveStartTableName", ItemShapes.TABLE_NAME));

    static final Structure TAG_RESOURCE = input(field("ResourceArn", text()), TAGS);
    static final Structure UNTAG_RESOURCE = input(field("ResourceArn", text()), field("TagKeys", list(text())));
    static final Structure LIST_TAGS = input(field("ResourceArn", text()), field("NextToken", text()));

    static final Structure UPDATE_TIME_TO_LIVE = input(
            TABLE,
            field(
                            "TimeToLiveSpecification",
                            member(
                                    "TimeToLiveSpecification",
                                    field("Enabled", ItemShapes.FLAG).require(),
                                    field("AttributeName", text(length(1, 255))).require()))
                    .require());

    static final Structure UPDATE_BACKUPS = input(
            TABLE,
            field(
                            "PointInTimeRecoverySpecification",
                            member(
                                    "PointInTimeRecoverySpecification",
                                    field("PointInTimeRecoveryEnabled", ItemShapes.FLAG)
                                            .require(),
                                    field(
                                            "RecoveryPeriodInDays",
                                            integer(new Constraint.AtLeast(1), new Constraint.AtMost(35)))))
                    .require());

    static final Structure NOTHING = input();

    private TableShapes() {}

    private static Member keySchema(Shape keyType) {
        Shape key = element(
                "KeySchemaElement",
                field("AttributeName", text()).require(),
                field("KeyType", keyType).require());
        return field("KeySchema", list(key, length(1, 2))).require();
    }
}
