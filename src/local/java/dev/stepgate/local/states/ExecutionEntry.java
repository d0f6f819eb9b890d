// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.states;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.asl.run.Outcome;
import dev.stepgate.local.json.Json;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// A Standard execution, running or finished.
final class ExecutionEntry {
    private final Execution execution;
    private final Machines.Target target;
    private final Origin origin;
    private final CompletableFuture<End> end = new CompletableFuture<>();

    ExecutionEntry(Execution execution, Machines.Target target, Origin origin) {
        this.execution = execution;
        this.target = target;
        this.origin = origin;
    }

    /// What the caller gave, and when. `input` is the text as it was given.
    record Origin(String input, Optional<String> traceHeader, Instant start) {}

    record End(Outcome outcome, Instant stop) {}

    Execution execution() {
        return execution;
    }

    Machines.Target target() {
        return target;
    }

    Origin origin() {
        return origin;
    }

    String arn() {
        return execution.arn();
    }

    Optional<End> end() {
        return end.isDone() ? Optional.of(end.join()) : Optional.empty();
    }

    void ended(Outcome outcome, Instant stop) {
        end.complete(new End(outcome, stop));
    }

    /// Ends as soon as [#end] is there.
    CompletionStage<End> whenEnded() {
        return end;
    }

    /// As in the API, `RUNNING`.
    String status() {
        return end().map(done -> status(done.outcome())).orElse("RUNNING");
    }

    static String status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded _ -> "SUCCEEDED";
            case Outcome.Failed _ -> "FAILED";
            case Outcome.TimedOut _ -> "TIMED_OUT";
            case Outcome.Aborted _ -> "ABORTED";
        };
    }

    ObjectNode listed() {
        ObjectNode item = Shapes.object().put("executionArn", arn());
        item.put("stateMachineArn", target.machine().arn());
        item.put("name", execution.request().identity().executionName());
        item.put("status", status());
        item.put("redriveCount", 0);
        item.set("startDate", Shapes.date(origin.start()));
        end().ifPresent(done -> item.set("stopDate", Shapes.date(done.stop())));
        target.versionArn().ifPresent(version -> item.put("stateMachineVersionArn", version));
        target.aliasArn().ifPresent(alias -> item.put("stateMachineAliasArn", alias));
        return item;
    }

    ObjectNode describe(Data data) {
        ObjectNode answer = listed();
        if (data == Data.INCLUDED) {
            answer.put("input", origin.input());
            answer.set("inputDetails", Shapes.included());
        }
        origin.traceHeader().ifPresent(header -> answer.put("traceHeader", header));
        end().ifPresent(done -> outcome(answer, done.outcome(), data));
        boolean redrivable = end().isPresent() && !status().equals("SUCCEEDED");
        answer.put("redriveStatus", redrivable ? "REDRIVABLE" : "NOT_REDRIVABLE");
        if (!redrivable) {
            answer.put("redriveStatusReason", "Execution is " + status() + " and cannot be redriven");
        }
        return answer;
    }

    static void outcome(ObjectNode answer, Outcome outcome, Data data) {
        switch (outcome) {
            case Outcome.Succeeded succeeded -> {
                if (data == Data.INCLUDED) {
                    answer.put("output", Json.write(succeeded.output()));
                    answer.set("outputDetails", Shapes.included());
                }
            }
            case Outcome.Failed failed -> failure(answer, failed.error(), failed.cause());
            case Outcome.Aborted aborted -> failure(answer, aborted.error(), aborted.cause());
            case Outcome.TimedOut _ -> failure(answer, Optional.of("States.Timeout"), Optional.empty());
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

        static Data of(Input input) {
            return input.optional("includedData").orElse("ALL_DATA").equals("ALL_DATA") ? INCLUDED : LEFT_OUT;
        }
    }
}
