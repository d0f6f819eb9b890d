// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.PlannedWrite.Result;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.partiql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Implements ExecuteStatement, and what the operations on several statements share with it
/// ([PartiQL](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.html)).
final class StatementOperations {
    /// The largest number of items in a page of several partitions.
    private static final int SEVERAL = 10;

    private final TableRegistry registry;

    StatementOperations(TableRegistry registry) {
        this.registry = registry;
    }

    /// @param item what the statement returns; empty for nothing
    record Written(Optional<Item> item, Capacity capacity) {}

    JsonNode execute(JsonNode input) {
        Statement statement = parse(input);
        return switch (statement) {
            case Statement.Select select -> select(select, input);
            case Statement.Exists _ ->
                throw DynamoDbErrors.validation("EXISTS is a condition of ExecuteTransaction, not a statement");
            case Statement.Insert _, Statement.Update _, Statement.Delete _ -> {
                Table table = table(statement);
                Written written = write(statement, table, Write.onFailure(input));
                ObjectNode output = JsonNodeFactory.instance.objectNode();
                ArrayNode items = output.putArray("Items");
                written.item().ifPresent(item -> items.add(item.toJson()));
                written.capacity()
                        .describe(table.name(), input)
                        .ifPresent(capacity -> output.set("ConsumedCapacity", capacity));
                yield output;
            }
        };
    }

    /// Reads a statement and its parameters.
    static Statement parse(JsonNode input) {
        List<AttributeValue> parameters = new ArrayList<>();
        input.path("Parameters").forEach(parameter -> parameters.add(AttributeValue.read(parameter)));
        return Statement.parse(input.path("Statement").asText(), parameters);
    }

    /// Returns the table of a statement; throws a ResourceNotFoundException when there is none.
    Table table(Statement statement) {
        return registry.requireForItems(statement.from().table());
    }

    private JsonNode select(Statement.Select select, JsonNode input) {
        Table table = table(select);
        Selection selection = Selection.of(select, table);
        boolean isConsistent = ReadOperations.isConsistent(input);
        if (isConsistent
                && selection.source().index().filter(SecondaryIndex::isGlobal).isPresent()) {
            throw DynamoDbErrors.validation("Strongly consistent read is not supported on Global Secondary Indexes");
        }
        Page page = selection.read(NextToken.read(input), limit(selection, input));
        ObjectNode output = rows(selection, page, input);
        ReadOperations.capacity(selection.source(), page, isConsistent)
                .describe(table.name(), input)
                .ifPresent(capacity -> output.set("ConsumedCapacity", capacity));
        return output;
    }

    private static ObjectNode rows(Selection selection, Page page, JsonNode input) {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ArrayNode items = output.putArray("Items");
        page.items().stream()
                .filter(selection.filter()::matches)
                .forEach(item -> items.add(selection.columns().of(item).toJson()));
        page.last().map(last -> last.only(selection.source().startNames())).ifPresent(last -> {
            output.set("LastEvaluatedKey", last.toJson());
            output.put("NextToken", NextToken.of(last, input));
        });
        return output;
    }

    private static Optional<Integer> limit(Selection selection, JsonNode input) {
        Optional<Integer> limit = Members.number(input, "Limit");
        return selection.isOfSeveral() ? Optional.of(Math.min(SEVERAL, limit.orElse(SEVERAL))) : limit;
    }

    /// Makes the change of one statement.
    static Written write(Statement statement, Table table, Write.OnFailure failure) {
        PlannedWrite planned = PlannedWrite.of(StatementWrites.of(statement, table, failure), table);
        Result result;
        table.lock();
        try {
            result = planned.evaluate();
            planned.apply(result);
        } finally {
            table.unlock();
        }
        Capacity capacity = Capacity.write(table.definition(), result.before(), result.after());
        return new Written(returned(statement, planned, result).filter(item -> !item.isEmpty()), capacity);
    }

    private static Optional<Item> returned(Statement statement, PlannedWrite planned, Result result) {
        return statement.returned().flatMap(returning -> switch (returning) {
            case ALL_OLD -> Optional.ofNullable(result.before());
            case ALL_NEW -> Optional.ofNullable(result.after());
            case MODIFIED_OLD -> ItemOperations.updated(planned.write().action(), result.before());
            case MODIFIED_NEW -> ItemOperations.updated(planned.write().action(), result.after());
        });
    }
}
