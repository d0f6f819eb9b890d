// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.asl.run.ExecutionSnapshot;
import dev.stepgate.local.asl.run.HistoryEvent;
import dev.stepgate.local.asl.run.Observer;
import dev.stepgate.local.asl.run.Outcome;
import dev.stepgate.local.log.LogEvent.ExecutionEnded;
import dev.stepgate.local.log.LogEvent.Failure;
import dev.stepgate.local.log.RuntimeLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Reports the end of each execution to the runtime's log.
record ExecutionLog(RuntimeLog log) implements Observer {

    @Override
    public void ended(Execution execution, ExecutionSnapshot.End end) {
        Instant began = execution.redriveTime().orElseGet(execution::startTime);
        log.add(new ExecutionEnded(
                end.time(),
                execution.request().identity().machine().name(),
                execution.request().identity().executionName(),
                end.outcome().status(),
                Duration.between(began, end.time()),
                failure(execution, end.outcome())));
    }

    private static Optional<Failure> failure(Execution execution, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded _ -> Optional.empty();
            case Outcome.Failed(Optional<String> error, Optional<String> cause) ->
                Optional.of(new Failure(error, cause, state(execution)));
            case Outcome.TimedOut _ ->
                Optional.of(new Failure(Optional.of("States.Timeout"), Optional.empty(), state(execution)));
            case Outcome.Aborted(Optional<String> error, Optional<String> cause) ->
                Optional.of(new Failure(error, cause, state(execution)));
        };
    }

    /// Returns the state that was entered last before the last event in its thread; if there is none, the
    /// last state entered anywhere.
    private static Optional<String> state(Execution execution) {
        List<HistoryEvent> events = execution.history().events();
        int first = events.getFirst().id();
        for (int i = events.getLast().previousId() - first;
                i >= 0;
                i = events.get(i).previousId() - first) {
            Optional<String> entered = events.get(i).enteredState();
            if (entered.isPresent()) {
                return entered;
            }
        }
        return events.reversed().stream()
                .map(HistoryEvent::enteredState)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
