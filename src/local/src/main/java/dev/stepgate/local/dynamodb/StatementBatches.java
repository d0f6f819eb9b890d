// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.dynamodb.expression.Condition;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.ItemKey;
import dev.stepgate.local.dynamodb.partiql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/// Implements BatchExecuteStatement, whose statements succeed and fail one by one, and ExecuteTransaction.
final class StatementBatches {
    private static final String IN_BATCH =
            "Select statements within BatchExecuteStatement must specify the primary key in the where clause.";
    private static final String IN_TRANSACTION =
            "Select statements within ExecuteTransaction must specify the primary key in the where clause.";

    private final StatementOperations statements;
    private final TransactionOperations transactions;

    StatementBatches(StatementOperations statements, TransactionOperations transactions) {
        this.statements = statements;
        this.transactions = transactions;
    }

    JsonNode batch(JsonNode input) {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ArrayNode responses = output.putArray("Responses");
        Map<String, Capacity> capacities = new LinkedHashMap<>();
        List<Optional<Statement>> parsed = new ArrayList<>();
        for (JsonNode each : input.path("Statements")) {
            ObjectNode response = responses.addObject();
            parsed.add(attempt(response, () -> StatementOperations.parse(each)));
        }
        requireOneKind(parsed.stream().flatMap(Optional::stream).toList());
        for (int i = 0; i < parsed.size(); i++) {
            JsonNode request = input.path("Statements").get(i);
            ObjectNode response = (ObjectNode) responses.get(i);
            parsed.get(i).ifPresent(statement -> run(statement, request, response, capacities));
        }
        if (Capacity.isWanted(input)) {
            ArrayNode consumed = output.putArray("ConsumedCapacity");
            capacities.forEach((table, units) -> units.describe(table, input).ifPresent(consumed::add));
        }
        return output;
    }

    /// Takes a step, or describes why it is refused.
    private static <T> Optional<T> attempt(ObjectNode response, Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (AwsException refused) {
            ObjectNode error = response.putObject("Error").put("Code", Cancellation.codeOf(refused));
            error.put("Message", refused.message()).setAll(refused.members());
            return Optional.empty();
        }
    }

    private void run(Statement statement, JsonNode request, ObjectNode response, Map<String, Capacity> capacities) {
        attempt(response, () -> statements.table(statement)).ifPresent(table -> {
            attempt(response, () -> ran(statement, table, request)).ifPresent(written -> {
                written.item().ifPresent(item -> response.set("Item", item.toJson()));
                capacities.merge(table.name(), written.capacity(), Capacity::plus);
            });
            response.put("TableName", table.name());
        });
    }

    private static StatementOperations.Written ran(Statement statement, Table table, JsonNode request) {
        if (!(statement instanceof Statement.Select select)) {
            return StatementOperations.write(statement, table, Write.onFailure(request));
        }
        ItemRead.Planned read = read(select, table, IN_BATCH);
        Item item;
        table.lock();
        try {
            item = read.item();
        } finally {
            table.unlock();
        }
        Capacity capacity = Capacity.ofTable(Capacity.read(item, ReadOperations.isConsistent(request)));
        return new StatementOperations.Written(Optional.ofNullable(item).map(read::shown), capacity);
    }

    /// Plans the read of the one item that a SELECT names by its key.
    private static ItemRead.Planned read(Statement.Select select, Table table, String refusal) {
        Item key = WhereKeys.of(select.where())
                .key(table.key())
                .filter(where -> where.rest() instanceof Condition.Always
                        && select.from().index().isEmpty())
                .map(WhereKeys.KeyAndRest::key)
                .orElseThrow(() -> DynamoDbErrors.validation(refusal));
        KeyRules.requireKey(key, table.key());
        return new ItemRead.Planned(table, ItemKey.of(key, table.key()), new Columns(select.columns())::of);
    }

    private static void requireOneKind(List<Statement> statements) {
        boolean hasReads = statements.stream().anyMatch(Statement::isRead);
        if (hasReads && !statements.stream().allMatch(Statement::isRead)) {
            throw DynamoDbErrors.validation("A batch or a transaction consists of statements that read, or of"
                    + " statements that write: SELECT cannot be mixed with others");
        }
    }

    JsonNode transaction(JsonNode input) {
        JsonNode requests = input.path("TransactStatements");
        List<Statement> parsed = new ArrayList<>();
        requests.forEach(each -> parsed.add(StatementOperations.parse(each)));
        requireOneKind(parsed);
        List<Table> tables = parsed.stream().map(statements::table).toList();
        if (parsed.getFirst().isRead()) {
            List<ItemRead.Planned> reads = planned(parsed.size(), i -> readInTransaction(parsed.get(i), tables.get(i)));
            return TransactionOperations.read(reads, input);
        }
        List<Write> writes =
                planned(parsed.size(), i -> writeInTransaction(parsed.get(i), tables.get(i), requests.get(i)));
        ObjectNode output = transactions.write(writes, input).deepCopy();
        output.putArray("Responses");
        return output;
    }

    private static <T> List<T> planned(int statements, IntFunction<T> plan) {
        List<T> planned = new ArrayList<>();
        for (int i = 0; i < statements; i++) {
            try {
                planned.add(plan.apply(i));
            } catch (AwsException refused) {
                throw DynamoDbErrors.validation(
                        "Validation failed in TransactStatements[" + i + "]: " + refused.message());
            }
        }
        return planned;
    }

    private static ItemRead.Planned readInTransaction(Statement statement, Table table) {
        if (!(statement instanceof Statement.Select select)) {
            throw new IllegalArgumentException("only a SELECT reads");
        }
        if (select.from().index().isPresent()) {
            throw DynamoDbErrors.validation("Reads on indices are not supported within transactions.");
        }
        return read(select, table, IN_TRANSACTION);
    }

    private static Write writeInTransaction(Statement statement, Table table, JsonNode request) {
        if (statement.returned().isPresent()) {
            throw DynamoDbErrors.validation("RETURNING clause is not supported in ExecuteTransaction.");
        }
        return StatementWrites.of(statement, table, Write.onFailure(request));
    }
}
