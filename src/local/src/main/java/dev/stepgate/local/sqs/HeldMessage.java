// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/// A message in its queue, as seen without receiving it.
///
/// @param attributes as in SendMessage
/// @param visibleAt when it can be received, or received again
/// @param group of a FIFO queue's message
public record HeldMessage(
        String id,
        String body,
        JsonNode attributes,
        Instant sentAt,
        QueuedMessage.Place place,
        Instant visibleAt,
        int receiveCount,
        Optional<String> group) {}
