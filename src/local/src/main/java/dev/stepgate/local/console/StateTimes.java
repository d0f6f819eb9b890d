// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.stepgate.local.history.VisitedState;
import dev.stepgate.local.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// How often the states of a machine were visited, and how long that took.
final class StateTimes {
    private final Map<String, Sum> byState = new LinkedHashMap<>();

    private static final class Sum {
        private int visits;
        private int failed;
        private int ended;
        private long millis;
        private long longest;
    }

    void add(Histories.Indexed history) {
        for (VisitedState visit : history.index().visits()) {
            Sum sum = byState.computeIfAbsent(visit.name(), _ -> new Sum());
            sum.visits++;
            String status = Visits.status(history, visit);
            sum.failed += status.equals("SUCCEEDED") || status.equals("IN_PROGRESS") ? 0 : 1;
            Optional<Instant> end = Visits.end(history, visit);
            if (end.isPresent()) {
                long took =
                        Duration.between(visit.entered().timestamp(), end.get()).toMillis();
                sum.ended++;
                sum.millis += took;
                sum.longest = Math.max(sum.longest, took);
            }
        }
    }

    ArrayNode json() {
        ArrayNode json = Json.mapper().createArrayNode();
        byState.forEach((state, sum) -> json.addObject()
                .put("state", state)
                .put("visits", sum.visits)
                .put("failed", sum.failed)
                .put("mean", sum.ended == 0 ? 0 : sum.millis / sum.ended)
                .put("longest", sum.longest));
        return json;
    }
}
