// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A message in a queue. Its mutable fields are guarded by its queue's lock.
final class SqsMessage {
    final String id;
    final NewMessage content;
    final Instant sentAt;
    final Optional<String> deadLetterSource;

    /// The position among the queue's messages.
    final long sequence;

    /// The time from which it can be received; in the past when it can be now.
    Instant visibleAt;

    int receiveCount;

    /// The size in bytes.
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

    /// Tells whether it was received, and is neither deleted nor visible again.
    boolean isInFlight() {
        return receiptHandle != null;
    }

    String group() {
        return content.groupId().orElse("");
    }

    /// Returns twenty digits that increase.
    String sequenceNumber() {
        return String.format(Locale.ROOT, "188%017d", sequence);
    }

    JsonNode attributes() {
        return content.attributes();
    }
}
