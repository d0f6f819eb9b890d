// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// A message that is or was in a queue. May be asked from any thread; how it stands is answered as of now.
public final class QueuedMessage {
    private final Queue queue;
    private final SqsMessage message;

    QueuedMessage(Queue queue, SqsMessage message) {
        this.queue = queue;
        this.message = message;
    }

    /// Where a message is.
    public enum Place {
        /// It can be received.
        VISIBLE,
        /// It can be received later, for the first time.
        DELAYED,
        /// Received, and neither deleted nor visible again.
        IN_FLIGHT,
        /// Deleted, moved or expired.
        GONE
    }

    public String id() {
        return message.id;
    }

    public String body() {
        return message.content.body();
    }

    /// name -> `{"DataType","StringValue"|"BinaryValue"}`
    public JsonNode attributes() {
        return message.attributes();
    }

    public Instant sentAt() {
        return message.sentAt;
    }

    public int receiveCount() {
        return queue.receiveCount(message);
    }

    public Place place() {
        return queue.place(message);
    }
}
