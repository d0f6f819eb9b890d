// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.asl.run.Interpreter;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.asl.run.Tasks;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.stepfunctions.ParsedDefinitions;
import dev.stepgate.local.stepfunctions.Retention;
import dev.stepgate.local.stepfunctions.StepFunctions;
import dev.stepgate.local.stepfunctions.StepFunctionsDependencies;
import dev.stepgate.local.store.DataFolder;
import dev.stepgate.local.store.Sync;
import dev.stepgate.local.time.VirtualTime;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads the executions in a data folder, for the command `data`. None of them continues.
public final class StoredExecutions implements AutoCloseable {
    private static final int PAGE = 1000;
    private static final int SHRINKING_MILLIS = 60_000;

    private final DataFolder folder;
    private final VirtualTime time = new VirtualTime();
    private final StepFunctions states;

    private StoredExecutions(DataFolder folder) {
        this.folder = folder;
        time.pause();
        ExecutionIds ids = ExecutionIds.unseeded();
        Tasks nobody = new Nobody();
        states = new StepFunctions(
                new StepFunctionsDependencies(
                        new Account("aws", "us-east-1", "123456789012"),
                        new Interpreter(time, nobody, ids),
                        nobody,
                        time,
                        ids,
                        Optional.empty(),
                        folder,
                        new ParsedDefinitions()),
                new Retention(Integer.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE));
        states.restore();
    }

    /// These executions call nothing.
    private record Nobody() implements Tasks {
        @Override
        public Optional<String> problem(TaskResource resource) {
            return Optional.empty();
        }

        @Override
        public TaskHandle start(TaskRequest request, TaskProgress progress) {
            return TaskHandle.NOTHING_TO_CANCEL;
        }
    }

    /// Opens a folder that no runtime uses.
    ///
    /// @throws dev.stepgate.local.store.StoreException when it cannot be opened
    public static StoredExecutions open(Path folder, DataFolder.Loss loss) {
        return new StoredExecutions(DataFolder.open(folder, Sync.EACH_COMMIT, loss));
    }

    /// All of them, newest first, as ListExecutions has them.
    public List<JsonNode> list() {
        return states.listAll();
    }

    /// The answers of DescribeExecution and GetExecutionHistory for one execution.
    ///
    /// @throws dev.stepgate.local.aws.AwsException ExecutionDoesNotExist
    public JsonNode export(String executionArn) {
        ObjectNode execution = Json.mapper().createObjectNode();
        execution.set("execution", call("DescribeExecution", of(executionArn)));
        ArrayNode events = execution.putArray("events");
        ObjectNode page = of(executionArn).put("maxResults", PAGE);
        for (JsonNode answer = call("GetExecutionHistory", page); ; answer = call("GetExecutionHistory", page)) {
            answer.path("events").forEach(events::add);
            if (!answer.has("nextToken")) {
                return execution;
            }
            page.set("nextToken", answer.get("nextToken"));
        }
    }

    private static ObjectNode of(String executionArn) {
        return Json.mapper().createObjectNode().put("executionArn", executionArn);
    }

    private JsonNode call(String operation, ObjectNode input) {
        return states.call(new AwsCall(operation, input, "export"))
                .toCompletableFuture()
                .join();
    }

    /// Shrinks the file by the space of deleted records.
    public void compact() {
        folder.shrink(SHRINKING_MILLIS);
    }

    @Override
    public void close() {
        time.close();
        folder.close();
    }
}
