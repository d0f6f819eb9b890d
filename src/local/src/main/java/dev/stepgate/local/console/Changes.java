// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.asl.run.ExecutionSnapshot;
import dev.stepgate.local.http.EventSource;
import dev.stepgate.local.http.ServerSentEvent;
import dev.stepgate.local.stepfunctions.StepFunctions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sends the names of changed parts to listening pages, which then request the data they show. Nothing is
/// queued, so a slow page misses only changes that newer ones have replaced.
record Changes(ConsoleParts parts) {

    /// @param executionArn of an execution whose events the page shows
    EventSource listen(Optional<String> executionArn) {
        Map<String, String> before = new HashMap<>();
        return () -> {
            List<ServerSentEvent> changed = new ArrayList<>();
            states(executionArn).forEach((name, state) -> {
                if (!state.equals(before.put(name, state))) {
                    changed.add(new ServerSentEvent(name, state));
                }
            });
            return changed;
        };
    }

    private Map<String, String> states(Optional<String> executionArn) {
        StepFunctions states = parts.services().states();
        ConsoleParts.Recordings recordings = parts.recordings();
        Map<String, String> all = new HashMap<>();
        all.put("executions", executions(states.executions()));
        all.put("callbacks", Integer.toString(states.waitingTaskCount()));
        all.put(
                "requests",
                recordings.requests().count() + " " + recordings.aws().count());
        all.put(
                "messages",
                recordings.messages().count() + " " + recordings.connections().count());
        all.put("calls", Long.toString(recordings.calls().count()));
        executionArn.flatMap(states::execution).ifPresent(execution -> all.put("execution", state(execution)));
        return all;
    }

    /// Returns the number of executions, and of those that are running.
    private static String executions(List<Execution> executions) {
        long running =
                executions.stream().filter(each -> each.ended().isEmpty()).count();
        String newest = executions.isEmpty() ? "" : executions.getFirst().arn();
        return executions.size() + " " + running + " " + newest.hashCode();
    }

    private static String state(Execution execution) {
        ExecutionSnapshot snapshot = execution.snapshot();
        return snapshot.events().size() + " " + snapshot.end().isPresent() + " " + snapshot.redriveCount() + " "
                + execution.mapRuns().stream()
                        .mapToInt(run -> run.children().size())
                        .sum();
    }
}
