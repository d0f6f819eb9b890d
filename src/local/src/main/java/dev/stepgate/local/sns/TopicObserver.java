// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/// Watches topics from outside. Called before the message is delivered, so it must not block.
@FunctionalInterface
public interface TopicObserver {
    TopicObserver NONE = _ -> {};

    void published(Notification notification);

    /// A message that was published to a topic.
    record Notification(String topicArn, String messageId, Instant at, Content content) {}

    /// @param attributes name -> `{"DataType","StringValue"|"BinaryValue"}`
    record Content(String message, Optional<String> subject, JsonNode attributes) {}
}
