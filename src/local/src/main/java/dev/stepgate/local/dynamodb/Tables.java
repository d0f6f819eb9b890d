// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.dynamodb.model.InputCheck;
import dev.stepgate.local.dynamodb.stream.StreamOperations;
import dev.stepgate.local.dynamodb.stream.StreamRecords;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.time.Time;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// DynamoDB and DynamoDB Streams in this JVM, in memory; all delays use [Time]. Made by the runtime, called
/// by clients, workflows and APIs, from any thread: a call takes the locks of the tables that it names and
/// never waits for anything else. Throughput is reported, not enforced; reads are always consistent.
public final class Tables implements AwsService {
    private static final String TABLE_NAME = "TableName";

    private static final Set<String> BRIEF = Set.of("GetItem", "PutItem", "UpdateItem", "DeleteItem");

    private final TableRegistry registry;
    private final TableOperations tableOperations;
    private final BackupOperations backupOperations;
    private final TagOperations tagOperations;
    private final TimeToLiveOperations timeToLiveOperations;
    private final ItemOperations itemOperations;
    private final ReadOperations readOperations;
    private final BatchOperations batchOperations;
    private final TransactionOperations transactionOperations;
    private final StatementOperations statementOperations;
    private final StatementBatches statementBatches;
    private final StreamOperations streamOperations;

    /// @param uuids the source of table ids
    public Tables(Account account, Time time, Supplier<String> uuids) {
        this(account, time, uuids, Store.NONE);
    }

    /// Makes the service with the tables and items that an earlier process has kept.
    ///
    /// @param uuids the source of table ids
    public Tables(Account account, Time time, Supplier<String> uuids, Store store) {
        registry = new TableRegistry(account, time, uuids, new TableArchive(store));
        registry.restore();
        tableOperations = new TableOperations(registry, time);
        backupOperations = new BackupOperations(registry, time);
        tagOperations = new TagOperations(registry);
        timeToLiveOperations = new TimeToLiveOperations(registry);
        itemOperations = new ItemOperations(registry);
        readOperations = new ReadOperations(registry);
        batchOperations = new BatchOperations(registry);
        transactionOperations = new TransactionOperations(registry, new RequestTokens(time, store));
        statementOperations = new StatementOperations(registry);
        statementBatches = new StatementBatches(statementOperations, transactionOperations);
        streamOperations = new StreamOperations(registry::streams);
    }

    /// Makes a table from a template: the input of CreateTable, including `TableName`, and additionally
    /// `TimeToLiveSpecification` as in UpdateTimeToLive. It is active at once.
    ///
    /// @param streamLabel the instant after which its stream is named, so that its ARN is known in advance
    /// @throws AwsException ValidationException, or ResourceInUseException when one of this name exists
    public void create(JsonNode createTableInput, Instant streamLabel) {
        InputCheck.check("CreateTable", createTableInput);
        Optional<Table> existing =
                registry.kept(createTableInput.path(TABLE_NAME).asText());
        if (existing.isPresent()) {
            tableOperations.redefine(existing.get(), createTableInput);
            return;
        }
        tableOperations.create(createTableInput, (table, view) -> table.startStream(view, streamLabel));
        if (createTableInput.hasNonNull("TimeToLiveSpecification")) {
            timeToLiveOperations.update(createTableInput);
        }
    }

    /// Returns the ARN of a table; throws a ResourceNotFoundException when none of this name exists.
    public String arn(String table) {
        return registry.require(table).identity().arn();
    }

    /// The newest stream of a table; empty when it has had none.
    public Optional<StreamRecords> stream(String table) {
        return registry.require(table).stream().map(stream -> stream);
    }

    /// The stream of this ARN, which may have been disabled.
    public Optional<StreamRecords> streamOf(String arn) {
        return registry.streams().stream()
                .filter(stream -> stream.arn().equals(arn))
                .<StreamRecords>map(stream -> stream)
                .findFirst();
    }

    @Override
    public String name() {
        return "dynamodb";
    }

    @Override
    public Set<String> operations() {
        return InputCheck.operations();
    }

    @Override
    public boolean isBrief(String operation) {
        return BRIEF.contains(operation);
    }

    @Override
    public CompletionStage<JsonNode> call(AwsCall call) {
        if (!InputCheck.knows(call.operation())) {
            throw AwsException.unknownOperation("dynamodb", call.operation());
        }
        TableArns arns = new TableArns();
        JsonNode input = arns.named(call.input());
        InputCheck.check(call.operation(), input);
        return CompletableFuture.completedFuture(arns.answered(answer(call.operation(), input)));
    }

    private JsonNode answer(String operation, JsonNode input) {
        return switch (operation) {
            case "GetItem", "PutItem", "UpdateItem", "DeleteItem" -> itemOperations.call(operation, input);
            case "Query" -> readOperations.query(input);
            case "Scan" -> readOperations.scan(input);
            case "BatchGetItem" -> batchOperations.get(input);
            case "BatchWriteItem" -> batchOperations.write(input);
            case "TransactGetItems" -> transactionOperations.get(input);
            case "TransactWriteItems" -> transactionOperations.write(input);
            case "ExecuteStatement" -> statementOperations.execute(input);
            case "BatchExecuteStatement" -> statementBatches.batch(input);
            case "ExecuteTransaction" -> statementBatches.transaction(input);
            case "UpdateContinuousBackups", "DescribeContinuousBackups" -> backupOperations.call(operation, input);
            case "TagResource", "UntagResource", "ListTagsOfResource" -> tagOperations.call(operation, input);
            case "UpdateTimeToLive" -> timeToLiveOperations.update(input);
            case "DescribeTimeToLive" -> timeToLiveOperations.describe(input);
            default ->
                StreamOperations.has(operation)
                        ? streamOperations.call(operation, input)
                        : tableOperations.call(operation, input);
        };
    }
}
