// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.console.Histories.Indexed;
import dev.stepgate.local.history.EventJson;
import dev.stepgate.local.history.VisitedState;
import java.util.Optional;

/// Describes one visit: its input, the calls of every attempt, its output.
final class VisitDetails {
    private final Indexed history;
    private final VisitedState visit;

    private VisitDetails(Indexed history, VisitedState visit) {
        this.history = history;
        this.visit = visit;
    }

    static ObjectNode of(Indexed history, int number, VisitedState visit) {
        return new VisitDetails(history, visit).add(Visits.row(history, number, visit));
    }

    private ObjectNode add(ObjectNode json) {
        EventJson entered = whole(visit.entered());
        copy(entered, "input", json, "input");
        ArrayNode attempts = json.putArray("tries");
        visit.attempts().forEach(attempt -> add(attempts.addObject(), attempt));
        visit.left().map(this::whole).ifPresent(left -> {
            copy(left, "output", json, "output");
            JsonNode variables = left.details().path("assignedVariables");
            if (!variables.isEmpty()) {
                json.set("variables", variables);
            }
        });
        failure().ifPresent(failed -> {
            failed.text("error").ifPresent(text -> json.put("error", text));
            failed.text("cause").ifPresent(text -> json.put("cause", text));
        });
        return json;
    }

    private void add(ObjectNode json, VisitedState.Attempt attempt) {
        EventJson scheduled = whole(attempt.scheduled());
        json.put("scheduled", scheduled.timestamp().toEpochMilli());
        scheduled.text("resourceType").ifPresent(text -> json.put("resourceType", text));
        scheduled.text("resource").ifPresent(text -> json.put("resource", text));
        copy(scheduled, "parameters", json, "arguments");
        copy(scheduled, "input", json, "arguments");
        attempt.ended().map(this::whole).ifPresent(ended -> {
            json.put("ended", ended.timestamp().toEpochMilli()).put("event", ended.type());
            copy(ended, "output", json, "result");
            ended.text("error").ifPresent(text -> json.put("error", text));
            ended.text("cause").ifPresent(text -> json.put("cause", text));
        });
    }

    /// Returns the last event of the visit that names an error.
    private Optional<EventJson> failure() {
        Optional<EventJson> found = Optional.empty();
        for (EventJson event : history.index().events()) {
            boolean isOwn = history.index()
                    .owner(event)
                    .filter(owner -> owner.equals(visit))
                    .isPresent();
            if (isOwn && (event.text("error").isPresent() || event.text("cause").isPresent())) {
                found = Optional.of(event);
            }
        }
        return found.or(this::failOfExecution);
    }

    /// Returns the failure of a Fail state, which has no event of its own besides its entry.
    private Optional<EventJson> failOfExecution() {
        EventJson last = history.index().events().getLast();
        boolean isOfFail = visit.type().equals("Fail")
                && last.previous() == visit.entered().id();
        return Optional.of(last).filter(_ -> isOfFail);
    }

    private EventJson whole(EventJson event) {
        return new EventJson(history.whole(event.id()));
    }

    private static void copy(EventJson from, String member, ObjectNode to, String name) {
        from.text(member).ifPresent(text -> to.put(name, text));
    }
}
