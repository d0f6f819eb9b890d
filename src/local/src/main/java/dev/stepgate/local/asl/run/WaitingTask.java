// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;

/// A task that waits for its answer by a task token.
///
/// @param arguments what was sent to whoever is to answer
/// @param waiting with the token, and when it began and is due
public record WaitingTask(Execution execution, JsonNode arguments, Waiting waiting) {}
