// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.Outcome;
import dev.stepgate.local.console.Histories.Indexed;
import dev.stepgate.local.history.EventJson;
import dev.stepgate.local.history.Place;
import dev.stepgate.local.history.VisitedState;
import dev.stepgate.local.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Converts visits of states for the page.
final class Visits {
    private Visits() {}

    /// Returns the status of a visit, in the words of AWS's console.
    static String status(Indexed history, VisitedState visit) {
        boolean hasFailed = hasFailed(visit);
        if (visit.left().isPresent()) {
            return hasFailed ? "CAUGHT" : "SUCCEEDED";
        }
        Optional<Outcome> outcome = history.snapshot().end().map(end -> end.outcome());
        if (outcome.isEmpty() && visit.isOpen()) {
            return "IN_PROGRESS";
        }
        boolean isAtFault = hasFailed
                || visit.type().equals("Fail")
                || (!visit.isOpen() && List.of("Map", "Parallel").contains(visit.type()));
        if (isAtFault) {
            return "FAILED";
        }
        return outcome.map(each -> switch (each) {
                    case Outcome.Failed _ -> visit.attempts().isEmpty() && visit.isOpen() ? "FAILED" : "ABORTED";
                    case Outcome.TimedOut _ -> "TIMED_OUT";
                    case Outcome.Succeeded _, Outcome.Aborted _ -> "ABORTED";
                })
                .orElse("ABORTED");
    }

    /// Tells whether a status is one that the filter for failures shows.
    static boolean isFailure(String status) {
        return switch (status) {
            case "FAILED", "TIMED_OUT", "CAUGHT" -> true;
            default -> false;
        };
    }

    /// Tells whether its last attempt has failed.
    private static boolean hasFailed(VisitedState visit) {
        return !visit.attempts().isEmpty()
                && visit.attempts()
                        .getLast()
                        .ended()
                        .map(EventJson::type)
                        .filter(type -> type.endsWith("Failed") || type.endsWith("TimedOut"))
                        .isPresent();
    }

    static Optional<Instant> end(Indexed history, VisitedState visit) {
        return visit.left()
                .or(() -> visit.attempts().isEmpty()
                        ? Optional.empty()
                        : visit.attempts().getLast().ended().filter(_ -> !visit.isOpen()))
                .map(EventJson::timestamp)
                .or(() -> history.snapshot().end().map(end -> end.time()));
    }

    /// @param number its place among all visits of the execution
    static ObjectNode row(Indexed history, int number, VisitedState visit) {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("number", number).put("state", visit.name()).put("type", visit.type());
        json.put("status", status(history, visit));
        json.put("event", visit.entered().id());
        json.put("start", visit.entered().timestamp().toEpochMilli());
        end(history, visit).ifPresent(end -> json.put("stop", end.toEpochMilli()));
        json.put("attempts", visit.attempts().size());
        ArrayNode places = json.putArray("places");
        visit.places().forEach(place -> places.add(text(place)));
        return json;
    }

    static String text(Place place) {
        return place.state() + "[" + place.index() + "]";
    }
}
