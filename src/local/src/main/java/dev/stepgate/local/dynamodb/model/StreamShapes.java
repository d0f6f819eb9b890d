// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.model;

import static dev.stepgate.local.dynamodb.model.ItemShapes.input;
import static dev.stepgate.local.dynamodb.model.Shape.field;
import static dev.stepgate.local.dynamodb.model.Shape.integer;
import static dev.stepgate.local.dynamodb.model.Shape.length;
import static dev.stepgate.local.dynamodb.model.Shape.named;
import static dev.stepgate.local.dynamodb.model.Shape.oneOf;
import static dev.stepgate.local.dynamodb.model.Shape.text;

import dev.stepgate.local.dynamodb.model.Shape.Member;
import dev.stepgate.local.dynamodb.model.Shape.Structure;

/// The inputs of the DynamoDB Streams API.
final class StreamShapes {
    private static final Member ARN = field("StreamArn", text(length(37, 1024)));
    private static final Member START = field("ExclusiveStartShardId", text(length(28, 65)));
    private static final Member SHARD = field("ShardId", text(length(28, 65)));

    static final Structure LIST_STREAMS = input(
            field("TableName", named(ItemShapes.NAME, 3, 255)),
            limit(100),
            field("ExclusiveStartStreamArn", text(length(37, 1024))));
    static final Structure DESCRIBE_STREAM = input(ARN.require(), limit(100), START);
    static final Structure GET_SHARD_ITERATOR = input(
            ARN.require(),
            SHARD.require(),
            field("ShardIteratorType", oneOf("AFTER_SEQUENCE_NUMBER", "LATEST", "AT_SEQUENCE_NUMBER", "TRIM_HORIZON"))
                    .require(),
            field("SequenceNumber", text(length(21, 40))));
    static final Structure GET_RECORDS =
            input(field("ShardIterator", text(length(1, 2048))).require(), limit(1000));

    private StreamShapes() {}

    private static Member limit(int most) {
        return field("Limit", integer(new Constraint.AtLeast(1), new Constraint.AtMost(most)));
    }
}
