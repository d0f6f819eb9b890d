// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// One topic. May be used by any thread.
final class Topic {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}|[A-Za-z0-9_-]{1,251}\\.fifo");
    private static final Duration DEDUPLICATION_INTERVAL = Duration.ofMinutes(5);

    private final String arn;
    private final Map<String, Published> recent;
    private final Consumer<Facts> keeper;
    private Facts facts;
    private TopicAttributes attributes;

    /// The data of a topic, except for the messages that a FIFO topic has published lately.
    ///
    /// @param sequence how many messages a FIFO topic has numbered
    record Facts(String arn, Map<String, String> attributes, Map<String, String> tags, long sequence) {
        Facts {
            attributes = Map.copyOf(attributes);
            tags = Map.copyOf(tags);
        }

        Facts withAttributes(TopicAttributes changed) {
            return new Facts(arn, changed.values(), tags, sequence);
        }

        Facts withTags(Map<String, String> changed) {
            return new Facts(arn, attributes, changed, sequence);
        }

        Facts counted() {
            return new Facts(arn, attributes, tags, sequence + 1);
        }
    }

    /// @param recent what was published lately, by deduplication id; the topic's own
    /// @param keeper told of every change of the facts
    Topic(Facts facts, Map<String, Published> recent, Consumer<Facts> keeper) {
        this.arn = facts.arn();
        this.facts = facts;
        this.attributes = new TopicAttributes(facts.attributes());
        this.recent = recent;
        this.keeper = keeper;
    }

    /// The answer of Publish.
    record Published(String messageId, Optional<String> sequenceNumber, Instant at) {}

    static void requireName(String name, TopicAttributes attributes) {
        if (!NAME.matcher(name).matches()) {
            throw TopicErrors.invalid("Topic Name");
        }
        if (name.endsWith(".fifo") != attributes.isFifo()) {
            throw TopicErrors.invalid("Topic Name");
        }
    }

    String arn() {
        return arn;
    }

    synchronized Map<String, String> tags() {
        return facts.tags();
    }

    synchronized void changeTags(Consumer<Map<String, String>> change) {
        Map<String, String> tags = new HashMap<>(facts.tags());
        change.accept(tags);
        become(facts.withTags(tags));
    }

    synchronized TopicAttributes attributes() {
        return attributes;
    }

    synchronized void change(TopicAttributes changed) {
        attributes = changed;
        become(facts.withAttributes(changed));
    }

    private void become(Facts changed) {
        facts = changed;
        keeper.accept(changed);
    }

    /// Forgets what was published lately.
    synchronized void clear() {
        recent.clear();
    }

    /// Returns the publication's id and sequence number; those of the earlier one when it is a duplicate.
    synchronized Published publish(Publication publication, String messageId, Instant now) {
        requireOrder(publication);
        if (!attributes().isFifo()) {
            return new Published(messageId, Optional.empty(), now);
        }
        String id = deduplicationId(publication);
        recent.values()
                .removeIf(earlier -> !earlier.at.plus(DEDUPLICATION_INTERVAL).isAfter(now));
        Published earlier = recent.get(id);
        if (earlier != null) {
            return earlier;
        }
        String number = String.format(Locale.ROOT, "1%019d", facts.sequence() * 1000);
        Published published = new Published(messageId, Optional.of(number), now);
        become(facts.counted());
        recent.put(id, published);
        return published;
    }

    /// Checks what a FIFO topic needs and a standard topic does not have.
    void requireOrder(Publication publication) {
        if (!attributes().isFifo() && publication.deduplicationId().isPresent()) {
            throw TopicErrors.invalid("MessageDeduplicationId Reason: The request includes MessageDeduplicationId"
                    + " parameter that is not valid for this topic type");
        }
        if (attributes().isFifo()) {
            requireIds(publication);
        }
    }

    private void requireIds(Publication publication) {
        if (publication.groupId().isEmpty()) {
            throw TopicErrors.invalid("The MessageGroupId parameter is required for FIFO topics");
        }
        if (publication.deduplicationId().isEmpty() && !attributes().deduplicatesByContent()) {
            throw TopicErrors.invalid("The topic should either have ContentBasedDeduplication enabled or"
                    + " MessageDeduplicationId provided explicitly");
        }
    }

    /// Returns the id that was given, or one computed from the message.
    String deduplicationId(Publication publication) {
        return publication.deduplicationId().orElseGet(() -> sha256(publication.message()));
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
