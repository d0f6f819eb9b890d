// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/// A message that is or was in a queue. May be used from any thread; its state is that of the moment of the
/// call.
public final class QueuedMessage {
    private final Queue queue;
    private final SqsMessage message;

    QueuedMessage(Queue queue, SqsMessage message) {
        this.queue = queue;
        this.message = message;
    }

    /// The state of a message.
    public enum Place {
        /// It can be received.
        VISIBLE,
        /// It can be received later, for the first time.
        DELAYED,
        /// It was received, and is neither deleted nor visible again.
        IN_FLIGHT,
        /// It was deleted, moved or has expired.
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
