// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A message in a queue. Its queue's lock guards what changes.
final class SqsMessage {
    final String id;
    final NewMessage content;
    final Instant sentAt;
    final Optional<String> deadLetterSource;

    /// Its place among the queue's messages.
    final long sequence;

    /// When it can be received; in the past when it can be now.
    Instant visibleAt;

    int receiveCount;

    /// In bytes.
    final int size;

    @Nullable
    Instant firstReceivedAt;

    @Nullable
    String receiptHandle;

    SqsMessage(String id, NewMessage content, long sequence, Instant sentAt, Optional<String> deadLetterSource) {
        this.id = id;
        this.content = content;
        this.size = content.size();
        this.sequence = sequence;
        this.sentAt = sentAt;
        this.visibleAt = sentAt;
        this.deadLetterSource = deadLetterSource;
    }

    /// Received, and neither deleted nor visible again.
    boolean isInFlight() {
        return receiptHandle != null;
    }

    String group() {
        return content.groupId().orElse("");
    }

    /// Twenty digits that grow.
    String sequenceNumber() {
        return String.format("188%017d", sequence);
    }

    JsonNode attributes() {
        return content.attributes();
    }
}
