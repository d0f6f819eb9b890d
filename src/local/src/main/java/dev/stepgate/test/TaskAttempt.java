// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stepgate.local.history.EventJson;
import dev.stepgate.local.history.VisitedState;
import java.time.Instant;
import java.util.Optional;

/// One attempt of a Task.
///
/// @param scheduledEvent the id of its event
/// @param parameters of a service, or the payload of a function or an activity
/// @param ended the time of its outcome, if it has one
public record TaskAttempt(
        int scheduledEvent, JsonNode parameters, Instant scheduled, Optional<Instant> ended, TaskOutcome outcome) {

    static TaskAttempt of(VisitedState.Attempt attempt) {
        EventJson scheduled = attempt.scheduled();
        JsonNode sent =
                scheduled.data("parameters").or(() -> scheduled.data("input")).orElse(MissingNode.getInstance());
        return new TaskAttempt(
                scheduled.id(),
                sent,
                scheduled.timestamp(),
                attempt.ended().map(EventJson::timestamp),
                attempt.ended().map(TaskAttempt::outcome).orElseGet(TaskOutcome.Unfinished::new));
    }

    private static TaskOutcome outcome(EventJson event) {
        if (event.type().endsWith("Succeeded")) {
            return new TaskOutcome.Succeeded(event.data("output").orElse(MissingNode.getInstance()));
        }
        return event.type().endsWith("TimedOut")
                ? new TaskOutcome.TimedOut()
                : new TaskOutcome.Failed(event.text("error"), event.text("cause"));
    }
}
