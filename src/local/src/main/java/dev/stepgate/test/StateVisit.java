// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stepgate.local.history.EventJson;
import dev.stepgate.local.history.VisitedState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One visit to a state, with all its attempts.
///
/// @param type such as `Task`
/// @param places the branches and iterations that contain it, the outermost first
/// @param exit absent while it runs, and when it failed or was aborted
/// @param attempts of a Task
public record StateVisit(
        String name,
        String type,
        List<BranchOrIteration> places,
        Entry entry,
        Optional<Exit> exit,
        List<TaskAttempt> attempts) {
    public StateVisit {
        places = List.copyOf(places);
        attempts = List.copyOf(attempts);
    }

    static StateVisit of(VisitedState visited) {
        EventJson entered = visited.entered();
        JsonNode input = entered.data("input").orElse(MissingNode.getInstance());
        return new StateVisit(
                visited.name(),
                visited.type(),
                visited.places().stream()
                        .map(place -> new BranchOrIteration(place.state(), place.index()))
                        .toList(),
                new Entry(entered.id(), entered.timestamp(), input),
                visited.left().map(StateVisit::exit),
                visited.attempts().stream().map(TaskAttempt::of).toList());
    }

    private static Exit exit(EventJson event) {
        Map<String, JsonNode> assigned = new HashMap<>();
        event.details()
                .path("assignedVariables")
                .properties()
                .forEach(variable -> assigned.put(variable.getKey(), EventJson.data(variable.getValue())));
        return new Exit(
                event.id(), event.timestamp(), event.data("output").orElse(MissingNode.getInstance()), assigned);
    }

    /// @param event the id of its event
    public record Entry(int event, Instant at, JsonNode input) {}

    /// @param event the id of its event
    /// @param assigned variables
    public record Exit(int event, Instant at, JsonNode output, Map<String, JsonNode> assigned) {
        public Exit {
            assigned = Map.copyOf(assigned);
        }
    }

    public JsonNode input() {
        return entry.input();
    }

    /// The output; absent when it was not left by Next, End or a Catcher.
    public Optional<JsonNode> output() {
        return exit.map(Exit::output);
    }

    /// The time from entry to exit.
    public Optional<Duration> duration() {
        return exit.map(left -> Duration.between(entry.at(), left.at()));
    }
}
