// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.asl.run.ExecutionSnapshot;
import dev.stepgate.local.asl.run.Outcome;
import dev.stepgate.local.json.Json;
import java.time.Instant;
import java.util.Optional;

/// A Standard execution, or a child execution of a map run; running or finished.
///
/// @param target for a child execution, its parent's
/// @param order its key on disk, if it is there
record ExecutionEntry(Execution execution, StateMachineEntries.Target target, Origin origin, String order)
        implements ListedExecution {

    /// Without a data folder the map that holds the entries determines their order.
    ExecutionEntry(Execution execution, StateMachineEntries.Target target, Origin origin) {
        this(execution, target, origin, "");
    }

    /// The caller's `input`, as the text that was given, and the map run of a child execution.
    record Origin(String input, Optional<String> traceHeader, Optional<Membership> mapRun) {}

    /// @param items the number of items in the execution
    record Membership(String mapRunArn, int items) {}

    @Override
    public String arn() {
        return execution.arn();
    }

    @Override
    public String machineArn() {
        return target.machine().arn();
    }

    @Override
    public Optional<String> versionArn() {
        return target.versionArn();
    }

    @Override
    public Optional<String> aliasArn() {
        return target.aliasArn();
    }

    Optional<ExecutionSnapshot.End> end() {
        return execution.snapshot().end();
    }

    @Override
    public String status() {
        return execution.snapshot().status();
    }

    @Override
    public boolean isRedriven() {
        return execution.redriveCount() > 0;
    }

    @Override
    public ObjectNode listed() {
        return listed(execution.snapshot());
    }

    private ObjectNode listed(ExecutionSnapshot now) {
        ObjectNode item = ListedExecution.item(Names.of(execution.request().identity()), State.of(execution, now));
        origin.mapRun().ifPresent(run -> item.put("mapRunArn", run.mapRunArn()).put("itemCount", run.items()));
        return item;
    }

    ObjectNode describe(Data data, Instant now) {
        ExecutionSnapshot snapshot = execution.snapshot();
        ObjectNode answer = listed(snapshot);
        if (data == Data.INCLUDED) {
            answer.put("input", origin.input());
            answer.set("inputDetails", ResponseShapes.included());
        }
        origin.traceHeader().ifPresent(header -> answer.put("traceHeader", header));
        snapshot.end().ifPresent(end -> outcome(answer, end.outcome(), data));
        redrive(answer, snapshot, now);
        answer.remove("itemCount");
        return answer;
    }

    private void redrive(ObjectNode answer, ExecutionSnapshot snapshot, Instant now) {
        Optional<String> refusal = Redrives.refusal(this, snapshot, now);
        if (refusal.isPresent()) {
            answer.put("redriveStatus", "NOT_REDRIVABLE").put("redriveStatusReason", refusal.get());
        } else {
            answer.put("redriveStatus", origin.mapRun().isPresent() ? "REDRIVABLE_BY_MAP_RUN" : "REDRIVABLE");
        }
    }

    /// Adds the outcome. An execution that timed out is described without an error: its status and history
    /// say so.
    static void outcome(ObjectNode answer, Outcome outcome, Data data) {
        switch (outcome) {
            case Outcome.Succeeded succeeded -> {
                if (data == Data.INCLUDED) {
                    answer.put("output", Json.write(succeeded.output()));
                    answer.set("outputDetails", ResponseShapes.included());
                }
            }
            case Outcome.Failed failed -> failure(answer, failed.error(), failed.cause());
            case Outcome.Aborted aborted -> failure(answer, aborted.error(), aborted.cause());
            case Outcome.TimedOut _ -> {}
        }
    }

    private static void failure(ObjectNode answer, Optional<String> error, Optional<String> cause) {
        error.ifPresent(text -> answer.put("error", text));
        cause.ifPresent(text -> answer.put("cause", text));
    }

    /// `includedData`: everything, or all but inputs and outputs.
    enum Data {
        INCLUDED,
        LEFT_OUT;

        static Data of(OperationInput input) {
            return input.optional("includedData").orElse("ALL_DATA").equals("ALL_DATA") ? INCLUDED : LEFT_OUT;
        }
    }
}
