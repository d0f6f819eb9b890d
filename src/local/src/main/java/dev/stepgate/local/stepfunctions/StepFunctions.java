// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.asl.run.WaitingTask;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/// The Step Functions service of this account and region, called by the names of its
/// [API](https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html).
public final class StepFunctions implements AwsService {
    private final Map<String, Operation> operations = new HashMap<>();
    private final StepFunctionsDependencies runtime;
    private final Executions executions;
    private final StatusChanges changes;

    public StepFunctions(StepFunctionsDependencies runtime, Retention retention) {
        this.runtime = runtime;
        runtime.interpreter().childHistories().limit(retention.events(), retention.bytes() / 2);
        RevisionArchive revisions = new RevisionArchive(runtime);
        StateMachineEntries machines = new StateMachineEntries(new MachineArchive(runtime, revisions));
        executions = new Executions(retention, new ExecutionArchive(runtime, revisions), machines);
        changes = new StatusChanges(runtime.time());
        groups(machines).forEach(group -> operations.putAll(group.operations()));
    }

    private List<Operation.Group> groups(StateMachineEntries machines) {
        ActivityOperations activities = new ActivityOperations(runtime);
        return List.of(
                new StateMachineOperations(runtime, machines),
                new DescribeOperations(machines, executions),
                new VersionOperations(runtime, machines),
                new AliasOperations(runtime, machines),
                new StartOperations(runtime, machines, executions, changes),
                new ExecutionOperations(runtime, machines, executions, changes),
                new MapRunOperations(executions),
                activities,
                new TaskOperations(runtime),
                new TagOperations(machines, activities),
                new ValidateOperation(runtime),
                new TestStateOperation(runtime));
    }

    /// Reports Standard executions that start from now on to this observer, which replaces any earlier one.
    public void watch(ExecutionObserver watching) {
        changes.watch(watching);
    }

    /// Brings back the executions of the process before. The state machines and activities of the template must be
    /// there.
    public ExecutionsToResume restore() {
        List<ExecutionEntry> unfinished = executions.restore();
        return () -> {
            boolean unused = runtime.store().together(() -> {
                unfinished.forEach(changes::goesOn);
                executions.goOn(unfinished);
                return true;
            });
            return runtime.interpreter()
                    .resume(unfinished.stream().map(ExecutionEntry::execution).toList());
        };
    }

    /// Lists the executions of every machine, newest first, as ListExecutions does.
    public List<JsonNode> listAll() {
        return executions.listed().stream()
                .<JsonNode>map(ListedExecution::listed)
                .toList();
    }

    @Override
    public String name() {
        return "states";
    }

    @Override
    public Set<String> operations() {
        return Set.copyOf(operations.keySet());
    }

    /// A start is brief: the execution runs elsewhere, unless it is brief itself.
    @Override
    public boolean isBrief(String operation) {
        return StartOperations.NAMES.contains(operation);
    }

    @Override
    public CompletionStage<JsonNode> call(AwsCall call) {
        Operation operation = operations.get(call.operation());
        if (operation == null) {
            throw AwsException.unknownOperation(name(), call.operation());
        }
        Constraints.check(call.operation(), call.input());
        return operation.run(new OperationInput(call.operation(), call.input()));
    }

    /// Returns the answer of DescribeExecution once a Standard execution has ended, or the same description
    /// of an Express one.
    ///
    /// @throws AwsException ExecutionDoesNotExist
    public CompletionStage<JsonNode> endOf(String executionArn) {
        ExecutionEntry execution =
                executions.express().find(executionArn).orElseGet(() -> executions.get(executionArn));
        return execution
                .execution()
                .outcome()
                .thenApply(_ -> execution.describe(ExecutionEntry.Data.INCLUDED, runtime.now()));
    }

    /// The known executions, Standard and Express, newest first: all running ones, and the newest of those
    /// that have ended. The children of map runs are found through their parents.
    public List<Execution> executions() {
        return Stream.concat(executions.all().stream(), executions.express().all().stream())
                .map(ExecutionEntry::execution)
                .sorted(Comparator.comparing(Execution::startTime).reversed())
                .toList();
    }

    /// Finds a known execution, or a child execution of a map run.
    public Optional<Execution> execution(String executionArn) {
        return executions
                .express()
                .find(executionArn)
                .or(() -> executions.search(executionArn))
                .map(ExecutionEntry::execution);
    }

    /// The tasks that wait for an answer by task token, the oldest first.
    public List<WaitingTask> waitingTasks() {
        return runtime.interpreter().waitingTasks();
    }

    /// The number of tasks that wait for an answer by task token.
    public int waitingTaskCount() {
        return runtime.interpreter().waitingTaskCount();
    }
}
