// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.WireTypes;
import dev.stepgate.local.dynamodb.stream.StreamLog;
import dev.stepgate.local.dynamodb.stream.ViewType;
import dev.stepgate.local.time.Time;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/// The operations on tables. Changes that take a while on AWS happen at once; the answers contain the states
/// for which a client would wait there: `CREATING`, `UPDATING`, `DELETING`.
final class TableOperations {
    private static final int PAGE = 100;
    private static final long ACCOUNT_UNITS = 80_000;
    private static final long TABLE_UNITS = 40_000;
    private static final String STREAM = "StreamSpecification";
    private static final List<String> CREATE_REFUSED =
            List.of("GlobalTableSourceArn", "GlobalTableSettingsReplicationMode", "ResourcePolicy");

    private final TableRegistry registry;
    private final TableUpdates updates;

    TableOperations(TableRegistry registry, Time time) {
        this.registry = registry;
        this.updates = new TableUpdates(registry, time);
    }

    JsonNode call(String operation, JsonNode input) {
        return switch (operation) {
            case "CreateTable" -> describe("TableDescription", create(input), "CREATING");
            case "UpdateTable" -> {
                TableUpdates.check(input);
                Table table = registry.require(name(input));
                updates.update(table, input);
                yield describe("TableDescription", table, "UPDATING");
            }
            case "DescribeTable" -> describe("Table", registry.require(name(input)), "ACTIVE");
            case "DeleteTable" -> delete(input);
            case "ListTables" -> list(input);
            case "DescribeLimits" -> limits();
            case "DescribeEndpoints" -> endpoints();
            default -> throw AwsException.unknownOperation("dynamodb", operation);
        };
    }

    Table create(JsonNode input) {
        return create(input, Table::startStream);
    }

    /// @param stream starts the stream of a table that has one
    Table create(JsonNode input, BiFunction<Table, ViewType, StreamLog> stream) {
        refuse(input, CREATE_REFUSED);
        TableDefinition definition = TableReader.read(input);
        Optional<ViewType> view = view(input);
        Map<String, String> tags = TagOperations.read(input);
        Table table = registry.add(definition);
        table.lock();
        try {
            table.tags().putAll(tags);
            view.ifPresent(type -> registry.add(stream.apply(table, type)));
            table.keep();
            return table;
        } finally {
            table.unlock();
        }
    }

    /// Gives a table other indexes and settings; its stream and time to live stay.
    void redefine(Table table, JsonNode input) {
        TableDefinition definition = TableReader.read(input);
        if (!definition.key().equals(table.key())) {
            throw DynamoDbErrors.validation("The table " + table.name() + " is there with the key "
                    + table.key().toJson() + ", and a table cannot change its key; delete it first, or name another"
                    + " folder of data");
        }
        table.lock();
        try {
            table.define(definition);
            table.keep();
        } finally {
            table.unlock();
        }
    }

    /// Refuses parameters that request something not available here.
    static void refuse(JsonNode input, List<String> parameters) {
        for (String parameter : parameters) {
            if (input.hasNonNull(parameter)) {
                throw DynamoDbErrors.invalidParameters(parameter + " is not supported here");
            }
        }
    }

    /// Returns the images in the stream; empty when there is no stream.
    static Optional<ViewType> view(JsonNode input) {
        JsonNode stream = input.path(STREAM);
        boolean isOn = stream.hasNonNull("StreamEnabled") && WireTypes.flag(stream.get("StreamEnabled"));
        Optional<String> type = Members.text(stream, "StreamViewType");
        if (isOn && type.isEmpty()) {
            throw DynamoDbErrors.invalidParameters(
                    "StreamSpecification.StreamViewType is required when StreamSpecification.StreamEnabled is true");
        }
        return isOn ? type.map(ViewType::valueOf) : Optional.empty();
    }

    private static String name(JsonNode input) {
        return input.path("TableName").asText();
    }

    private static ObjectNode describe(String member, Table table, String status) {
        table.lock();
        try {
            ObjectNode output = JsonNodeFactory.instance.objectNode();
            output.set(member, TableDescription.of(table, status));
            return output;
        } finally {
            table.unlock();
        }
    }

    private ObjectNode delete(JsonNode input) {
        Table table = registry.require(name(input));
        table.lock();
        try {
            if (table.definition().settings().isProtected()) {
                throw DynamoDbErrors.validation("Resource cannot be deleted as it is currently protected against"
                        + " deletion. Disable deletion protection first.");
            }
            ObjectNode output = JsonNodeFactory.instance.objectNode();
            output.set("TableDescription", TableDescription.of(table, "DELETING"));
            registry.remove(table);
            table.delete();
            return output;
        } finally {
            table.unlock();
        }
    }

    private ObjectNode list(JsonNode input) {
        int limit = Members.number(input, "Limit").orElse(PAGE);
        List<String> names =
                registry
                        .byName()
                        .tailMap(Members.text(input, "ExclusiveStartTableName").orElse(""), false)
                        .keySet()
                        .stream()
                        .limit(limit + 1L)
                        .toList();
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ArrayNode listed = output.putArray("TableNames");
        names.stream().limit(limit).forEach(listed::add);
        if (names.size() > limit) {
            output.put("LastEvaluatedTableName", names.get(limit - 1));
        }
        return output;
    }

    private static ObjectNode limits() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("AccountMaxReadCapacityUnits", ACCOUNT_UNITS)
                .put("AccountMaxWriteCapacityUnits", ACCOUNT_UNITS)
                .put("TableMaxReadCapacityUnits", TABLE_UNITS)
                .put("TableMaxWriteCapacityUnits", TABLE_UNITS);
    }

    private ObjectNode endpoints() {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        output.putArray("Endpoints")
                .addObject()
                .put("Address", "dynamodb." + registry.account().region() + ".amazonaws.com")
                .put("CachePeriodInMinutes", 1440);
        return output;
    }
}
