// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.MapRun;
import java.util.List;
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
    private record Counted(String status, int items) {}

    MapRunCounts(MapRun run) {
        running = run.status() == MapRun.Status.RUNNING;
        begun = run.children().stream()
                .map(child -> new Counted(child.status(), child.items()))
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
        counts.put("pending", running ? total - begun.stream().mapToInt(weight).sum() : 0);
        counts.put("running", count(weight, "RUNNING"));
        counts.put("succeeded", count(weight, "SUCCEEDED"));
        counts.put("failed", count(weight, "FAILED"));
        counts.put("timedOut", count(weight, "TIMED_OUT"));
        counts.put("aborted", count(weight, "ABORTED"));
        counts.put("total", total);
        counts.put("resultsWritten", 0);
        counts.put("failuresNotRedrivable", 0);
        counts.put("pendingRedrive", 0);
        return counts;
    }

    private int count(ToIntFunction<Counted> weight, String status) {
        return begun.stream()
                .filter(execution -> execution.status().equals(status))
                .mapToInt(weight)
                .sum();
    }
}
