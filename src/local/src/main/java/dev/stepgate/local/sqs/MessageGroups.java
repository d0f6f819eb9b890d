// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The messages of a FIFO queue by their groups, those that can be received and those that are hidden. A group that
/// was received from goes behind the others, as on AWS (LocalStack's
/// `test_fifo_receive_message_visibility_timeout_shared_in_group`). Guarded by the queue's lock.
final class MessageGroups {
    private final Map<String, TreeMap<Long, SqsMessage>> groups = new LinkedHashMap<>();

    void add(SqsMessage message) {
        groups.computeIfAbsent(message.group(), _ -> new TreeMap<>()).put(message.sequence, message);
    }

    /// Adds a message that is received now.
    void addReceived(SqsMessage message) {
        TreeMap<Long, SqsMessage> group = groups.remove(message.group());
        TreeMap<Long, SqsMessage> messages = group == null ? new TreeMap<>() : group;
        messages.put(message.sequence, message);
        groups.put(message.group(), messages);
    }

    void remove(SqsMessage message) {
        groups.computeIfPresent(message.group(), (_, messages) -> {
            messages.remove(message.sequence);
            return messages.isEmpty() ? null : messages;
        });
    }

    void clear() {
        groups.clear();
    }

    /// Returns the messages that can be received, group by group; in each those before the first that is hidden.
    Stream<SqsMessage> receivable(Predicate<SqsMessage> isHidden) {
        return groups.values().stream()
                .flatMap(messages -> messages.values().stream().takeWhile(isHidden.negate()));
    }
}
