// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.scheduler;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.Identifiers;
import dev.stepgate.local.aws.InputModel;
import dev.stepgate.local.aws.ModelledService;
import dev.stepgate.local.store.Outbox;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.targets.Deliveries;
import dev.stepgate.local.targets.Targets;
import dev.stepgate.local.time.Time;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;

/// EventBridge Scheduler in this JVM
/// ([API](https://docs.aws.amazon.com/scheduler/latest/APIReference/API_Operations.html)). A schedule with a
/// flexible time window calls its target at the beginning of the window. May be used by any thread.
public final class Scheduler extends ModelledService {
    private static final InputModel MODEL = InputModel.beside(Scheduler.class);

    private final Account account;
    private final Deliveries deliveries;
    private final Schedules schedules;
    private final SchedulerOperations operations;

    /// @param targets the services that schedules can call
    /// @param uuids the source of invocation ids
    public Scheduler(Account account, Targets targets, Time time, Supplier<String> uuids) {
        this(new Identifiers(account, uuids), targets, time, Store.NONE);
    }

    /// Makes the schedules of the process before, and their groups.
    ///
    /// @param targets the services that schedules can call
    public Scheduler(Identifiers identifiers, Targets targets, Time time, Store store) {
        super("scheduler", MODEL);
        account = identifiers.account();
        deliveries = new Deliveries(targets, time, new Outbox(store, "invocations"));
        schedules = new Schedules(
                time,
                (schedule, at) -> deliveries.start(new Invocation(
                        schedule,
                        at.truncatedTo(ChronoUnit.SECONDS),
                        identifiers.uuids().get(),
                        account)),
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
    protected JsonNode run(String operation, JsonNode input) {
        return operations.run(operation, input);
    }
}
