// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.MapRun;
import dev.stepgate.local.asl.run.Outcome;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// How far a map run's [executions][1], or the items they stand for, have come.
///
/// [1]: https://docs.aws.amazon.com/step-functions/latest/apireference/API_MapRunExecutionCounts.html
final class MapRunCounts {
    private final MapRun run;
    private final ToIntFunction<MapRun.Child> weight;
    private final int total;

    private MapRunCounts(MapRun run, ToIntFunction<MapRun.Child> weight, int total) {
        this.run = run;
        this.weight = weight;
        this.total = total;
    }

    static ObjectNode ofExecutions(MapRun run) {
        return new MapRunCounts(run, _ -> 1, run.size()).write();
    }

    static ObjectNode ofItems(MapRun run) {
        return new MapRunCounts(run, MapRun.Child::items, run.itemCount()).write();
    }

    private ObjectNode write() {
        int begun = count(_ -> true);
        ObjectNode counts = ResponseShapes.object();
        counts.put("pending", run.status() == MapRun.Status.RUNNING ? total - begun : 0);
        counts.put("running", count(Optional::isEmpty));
        counts.put("succeeded", ended(Outcome.Succeeded.class));
        counts.put("failed", ended(Outcome.Failed.class));
        counts.put("timedOut", ended(Outcome.TimedOut.class));
        counts.put("aborted", ended(Outcome.Aborted.class));
        counts.put("total", total);
        counts.put("resultsWritten", 0);
        counts.put("failuresNotRedrivable", 0);
        counts.put("pendingRedrive", 0);
        return counts;
    }

    private int ended(Class<? extends Outcome> how) {
        return count(outcome -> outcome.filter(how::isInstance).isPresent());
    }

    private int count(Predicate<Optional<Outcome>> which) {
        return run.children().stream()
                .filter(child -> which.test(child.execution().ended()))
                .mapToInt(weight)
                .sum();
    }
}
