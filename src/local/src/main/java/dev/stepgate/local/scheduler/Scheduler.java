// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.AwsService;
import dev.stepgate.local.aws.InputModel;
import dev.stepgate.local.store.Outbox;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.targets.Deliveries;
import dev.stepgate.local.targets.Targets;
import dev.stepgate.local.time.Time;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// EventBridge Scheduler in this JVM
/// ([API](https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html)). A schedule with a
/// flexible time window calls its target at the beginning of the window. May be used by any thread.
public final class Scheduler implements AwsService {
    private static final InputModel MODEL = InputModel.beside(Scheduler.class);

    private final Account account;
    private final Deliveries deliveries;
    private final Schedules schedules;
    private final SchedulerOperations operations;

    /// @param targets the services that schedules can call
    /// @param uuids the source of invocation ids
    public Scheduler(Account account, Targets targets, Time time, Supplier<String> uuids) {
        this(account, targets, time, uuids, Store.NONE);
    }

    /// Makes the schedules of the process before, and their groups.
    ///
    /// @param targets the services that schedules can call
    /// @param uuids the source of invocation ids
    public Scheduler(Account account, Targets targets, Time time, Supplier<String> uuids, Store store) {
        this.account = account;
        deliveries = new Deliveries(targets, time, new Outbox(store, "invocations"));
        schedules = new Schedules(
                time,
                (schedule, at) -> deliveries.start(
                        new Invocation(schedule, at.truncatedTo(ChronoUnit.SECONDS), uuids.get(), account)),
                store);
        operations = new SchedulerOperations(account, schedules, time, store);
    }

    /// Goes on with the invocations and the schedules of the process before. To be called once, when everything
    /// is there that schedules call.
    public void resume() {
        deliveries.resume(json -> Invocation.read(json, account));
        schedules.resume();
    }

    @Override
    public String name() {
        return "scheduler";
    }

    @Override
    public Set<String> operations() {
        return MODEL.operations();
    }

    @Override
    public CompletionStage<JsonNode> call(AwsCall call) {
        return CompletableFuture.completedFuture(perform(call.operation(), call.input()));
    }

    /// Runs an operation for a caller in this JVM, such as a template: `CreateSchedule` with the members of
    /// its API model.
    ///
    /// @throws AwsException as the operation would return it
    public JsonNode perform(String operation, JsonNode input) {
        MODEL.check(this, operation, input);
        return operations.run(operation, input);
    }
}
