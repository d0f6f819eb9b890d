// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/// One attempt of a Task.
///
/// @param scheduledEvent the id of its event
/// @param parameters what was sent: to a service, or as the payload of a function or an activity
/// @param ended when it had an outcome
public record TaskAttempt(
        int scheduledEvent, JsonNode parameters, Instant scheduled, Optional<Instant> ended, TaskOutcome outcome) {}
