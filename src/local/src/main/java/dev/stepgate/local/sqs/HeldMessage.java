// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/// A message as it lies in its queue, for whoever looks without receiving it.
///
/// @param attributes as SendMessage took them
/// @param visibleAt when it can be received, or can be again
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
