// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import java.util.Map;
import java.util.Set;

/// The checks of an operation's input by the service's framework.
public final class InputCheck {
    private static final Map<String, Shape.Structure> INPUTS = Map.ofEntries(
            Map.entry("CreateTable", TableShapes.CREATE_TABLE),
            Map.entry("UpdateTable", TableShapes.UPDATE_TABLE),
            Map.entry("DescribeTable", TableShapes.TABLE_ONLY),
            Map.entry("DeleteTable", TableShapes.TABLE_ONLY),
            Map.entry("ListTables", TableShapes.LIST_TABLES),
            Map.entry("DescribeTimeToLive", TableShapes.TABLE_ONLY),
            Map.entry("UpdateTimeToLive", TableShapes.UPDATE_TIME_TO_LIVE),
            Map.entry("DescribeContinuousBackups", TableShapes.TABLE_ONLY),
            Map.entry("UpdateContinuousBackups", TableShapes.UPDATE_BACKUPS),
            Map.entry("DescribeLimits", TableShapes.NOTHING),
            Map.entry("DescribeEndpoints", TableShapes.NOTHING),
            Map.entry("TagResource", TableShapes.TAG_RESOURCE),
            Map.entry("UntagResource", TableShapes.UNTAG_RESOURCE),
            Map.entry("ListTagsOfResource", TableShapes.LIST_TAGS),
            Map.entry("PutItem", ItemShapes.PUT_ITEM),
            Map.entry("GetItem", ItemShapes.GET_ITEM),
            Map.entry("UpdateItem", ItemShapes.UPDATE_ITEM),
            Map.entry("DeleteItem", ItemShapes.DELETE_ITEM),
            Map.entry("Query", ItemShapes.QUERY),
            Map.entry("Scan", ItemShapes.SCAN),
            Map.entry("BatchGetItem", BatchShapes.BATCH_GET_ITEM),
            Map.entry("BatchWriteItem", BatchShapes.BATCH_WRITE_ITEM),
            Map.entry("TransactGetItems", BatchShapes.TRANSACT_GET_ITEMS),
            Map.entry("TransactWriteItems", BatchShapes.TRANSACT_WRITE_ITEMS),
            Map.entry("ExecuteStatement", StatementShapes.EXECUTE_STATEMENT),
            Map.entry("BatchExecuteStatement", StatementShapes.BATCH_EXECUTE_STATEMENT),
            Map.entry("ExecuteTransaction", StatementShapes.EXECUTE_TRANSACTION),
            Map.entry("ListStreams", StreamShapes.LIST_STREAMS),
            Map.entry("DescribeStream", StreamShapes.DESCRIBE_STREAM),
            Map.entry("GetShardIterator", StreamShapes.GET_SHARD_ITERATOR),
            Map.entry("GetRecords", StreamShapes.GET_RECORDS));

    /// Operations that check the table's name before anything else.
    private static final Set<String> NAME_FIRST = Set.of(
            "CreateTable",
            "UpdateTable",
            "DescribeTable",
            "DeleteTable",
            "DescribeTimeToLive",
            "UpdateTimeToLive",
            "DescribeContinuousBackups",
            "UpdateContinuousBackups");

    private InputCheck() {}

    /// Returns true when the operation exists.
    public static boolean knows(String operation) {
        return INPUTS.containsKey(operation);
    }

    /// The names of all operations.
    public static Set<String> operations() {
        return INPUTS.keySet();
    }

    /// Throws a SerializationException or a ValidationException.
    public static void check(String operation, JsonNode input) {
        Shape.Structure shape = INPUTS.get(operation);
        if (shape == null) {
            throw new IllegalArgumentException(operation);
        }
        TypeCheck.check(input, shape);
        if (NAME_FIRST.contains(operation)) {
            requireTableName(input);
        }
        ConstraintCheck.check(input, shape);
    }

    private static void requireTableName(JsonNode input) {
        if (!input.hasNonNull("TableName")) {
            throw DynamoDbErrors.validation("The parameter 'TableName' is required but was not present in the request");
        }
        int length = input.get("TableName").asText().length();
        if (length < 3 || length > 255) {
            throw DynamoDbErrors.validation(
                    "TableName must be at least 3 characters long and at most 255 characters long");
        }
    }
}
