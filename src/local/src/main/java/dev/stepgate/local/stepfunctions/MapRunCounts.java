// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.MapRun;
import dev.stepgate.local.asl.run.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// The progress of a map run's [executions][1], or of their items. Each execution is read once, so that the
/// counts add up while the run goes on.
///
/// [1]: https://docs.aws.amazon.com/step-functions/latest/apireference/API_MapRunExecutionCounts.html
final class MapRunCounts {
    private final boolean running;
    private final int executions;
    private final int items;
    private final List<Counted> begun;

    /// An execution that has begun.
    private record Counted(Optional<Outcome> outcome, int items) {}

    MapRunCounts(MapRun run) {
        running = run.status() == MapRun.Status.RUNNING;
        begun = run.children().stream()
                .map(child -> new Counted(child.execution().ended(), child.items()))
                .toList();
        executions = run.size();
        items = run.itemCount();
    }

    ObjectNode ofExecutions() {
        return write(_ -> 1, executions);
    }

    ObjectNode ofItems() {
        return write(Counted::items, items);
    }

    private ObjectNode write(ToIntFunction<Counted> weight, int total) {
        ObjectNode counts = ResponseShapes.object();
        counts.put("pending", running ? total - count(weight, _ -> true) : 0);
        counts.put("running", count(weight, Optional::isEmpty));
        counts.put("succeeded", count(weight, ended(Outcome.Succeeded.class)));
        counts.put("failed", count(weight, ended(Outcome.Failed.class)));
        counts.put("timedOut", count(weight, ended(Outcome.TimedOut.class)));
        counts.put("aborted", count(weight, ended(Outcome.Aborted.class)));
        counts.put("total", total);
        counts.put("resultsWritten", 0);
        counts.put("failuresNotRedrivable", 0);
        counts.put("pendingRedrive", 0);
        return counts;
    }

    private static Predicate<Optional<Outcome>> ended(Class<? extends Outcome> how) {
        return outcome -> outcome.filter(how::isInstance).isPresent();
    }

    private int count(ToIntFunction<Counted> weight, Predicate<Optional<Outcome>> which) {
        return begun.stream()
                .filter(execution -> which.test(execution.outcome()))
                .mapToInt(weight)
                .sum();
    }
}
