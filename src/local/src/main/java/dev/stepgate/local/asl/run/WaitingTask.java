// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;

/// A task that waits for an answer by its task token.
///
/// @param arguments sent to the service or worker that is to answer
/// @param waiting the token, and when it began and is due
public record WaitingTask(Execution execution, JsonNode arguments, Waiting waiting) {}
