// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.asl.run.ExecutionSnapshot;
import dev.stepgate.local.asl.run.HistoryEvent;
import dev.stepgate.local.history.HistoryIndex;
import dev.stepgate.local.stepfunctions.StepFunctions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A cache of indexed histories; the last few that were requested are kept as long as they do not change.
/// Thread-safe.
final class Histories {
    private static final int KEPT = 4;

    private final StepFunctions states;
    private final Map<String, Indexed> newest = new LinkedHashMap<>(KEPT, 0.75f, true);

    Histories(StepFunctions states) {
        this.states = states;
    }

    /// A history at one moment.
    ///
    /// @param events without data, in the shape of the API; their data is in the snapshot
    record Indexed(Execution execution, ExecutionSnapshot snapshot, List<JsonNode> events, HistoryIndex index) {

        private boolean isOf(ExecutionSnapshot now) {
            return snapshot.events().size() == now.events().size()
                    && snapshot.end().isPresent() == now.end().isPresent();
        }

        /// Returns an event with its data, in the shape of the API.
        JsonNode whole(int id) {
            return event(id).toJson(HistoryEvent.Data.INCLUDED);
        }

        private HistoryEvent event(int id) {
            int place = id - snapshot.events().getFirst().id();
            if (place < 0 || place >= snapshot.events().size()) {
                throw Refusal.notFound("The execution has no event " + id);
            }
            return snapshot.events().get(place);
        }
    }

    Execution execution(String arn) {
        return states.execution(arn)
                .orElseThrow(() -> Refusal.notFound("This execution is not known, or no longer: " + arn));
    }

    Indexed indexed(String arn) {
        Execution execution = execution(arn);
        ExecutionSnapshot now = execution.snapshot();
        synchronized (this) {
            Indexed known = newest.get(arn);
            if (known != null && known.execution().equals(execution) && known.isOf(now)) {
                return known;
            }
        }
        Indexed made = indexed(execution, now);
        synchronized (this) {
            newest.put(arn, made);
            if (newest.size() > KEPT) {
                newest.remove(newest.keySet().iterator().next());
            }
        }
        return made;
    }

    /// Indexes a history that is used only once.
    static Indexed indexed(Execution execution, ExecutionSnapshot snapshot) {
        List<JsonNode> events = snapshot.events().stream()
                .<JsonNode>map(event -> event.toJson(HistoryEvent.Data.LEFT_OUT))
                .toList();
        return new Indexed(execution, snapshot, events, HistoryIndex.of(events));
    }
}
