// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.store.Records;
import dev.stepgate.local.store.Store;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The queues on disk: their messages, the ids that a FIFO queue has accepted in the last minutes, and
/// messages on their way to a dead-letter queue, and the tasks that empty one. The content of a message is written
/// once, its state each
/// time it is received.
///
/// Used by the thread that has the lock of the queue.
final class QueueArchive {
    private final Store store;
    private final Records queues;
    private final Records tags;
    private final Records messages;
    private final Records receipts;
    private final Records taken;
    private final Records moving;
    private final Records moveTasks;

    QueueArchive(Store store) {
        this.store = store;
        this.queues = store.records("queues");
        this.tags = store.records("queue-tags");
        this.messages = store.records("messages");
        this.receipts = store.records("message-receipts");
        this.taken = store.records("deduplication-ids");
        this.moving = store.records("dead-letters");
        this.moveTasks = store.records("move-tasks");
    }

    boolean keeps() {
        return store.keeps();
    }

    <T> T together(Supplier<T> work) {
        return store.together(work);
    }

    /// @param reserved sequence numbers below are used up
    record Facts(Map<String, String> attributes, Instant created, Instant modified, Instant purged, long reserved) {}

    void put(String queue, Facts facts) {
        queues.put(queue, () -> {
            ObjectNode json = object().put("created", facts.created().toString());
            json.put("modified", facts.modified().toString())
                    .put("purged", facts.purged().toString());
            json.put("reserved", facts.reserved());
            facts.attributes().forEach(json.putObject("attributes")::put);
            return json;
        });
    }

    void forEachQueue(BiConsumer<String, Facts> action) {
        queues.forEach(
                "",
                (name, json) -> action.accept(
                        name,
                        new Facts(
                                Members.map(json, "attributes"),
                                instant(json, "created"),
                                instant(json, "modified"),
                                instant(json, "purged"),
                                json.path("reserved").longValue())));
    }

    void putTags(String queue, Map<String, String> all) {
        tags.put(queue, () -> {
            ObjectNode json = object();
            all.forEach(json::put);
            return json;
        });
    }

    void forEachTags(BiConsumer<String, Map<String, String>> action) {
        tags.forEach("", (name, json) -> action.accept(name, Members.map(json)));
    }

    void delete(String queue) {
        queues.remove(queue);
        tags.remove(queue);
        clear(queue);
        taken.removeAll(queue + "/");
        moving.removeAll(queue + "/");
        moveTasks.removeAll(queue + "/");
    }

    /// The records of messages.
    void clear(String queue) {
        messages.removeAll(queue + "/");
        receipts.removeAll(queue + "/");
    }

    void add(String queue, SqsMessage message) {
        if (!keeps()) {
            return;
        }
        messages.put(key(queue, message), () -> StoredMessage.write(message));
        if (message.isInFlight() || message.receiveCount > 0) {
            received(queue, message);
        }
    }

    void received(String queue, SqsMessage message) {
        if (keeps()) {
            receipts.put(key(queue, message), () -> StoredMessage.writeReceipt(message));
        }
    }

    void remove(String queue, SqsMessage message) {
        if (keeps()) {
            String key = key(queue, message);
            messages.remove(key);
            receipts.remove(key);
        }
    }

    /// The messages in the order in which they arrived.
    void forEachMessage(String queue, Consumer<SqsMessage> action) {
        messages.forEach(queue + "/", (key, json) -> {
            SqsMessage message = StoredMessage.read(json);
            receipts.get(key).ifPresent(receipt -> StoredMessage.readReceipt(receipt, message));
            action.accept(message);
        });
    }

    void addTaken(String queue, String id, SqsMessage message) {
        taken.put(queue + "/" + id, () -> StoredMessage.write(message));
    }

    void removeTaken(String queue, String id) {
        taken.remove(queue + "/" + id);
    }

    void forEachTaken(String queue, BiConsumer<String, SqsMessage> action) {
        String prefix = queue + "/";
        taken.forEach(prefix, (key, json) -> action.accept(key.substring(prefix.length()), StoredMessage.read(json)));
    }

    /// Notes that a message leaves one queue for another.
    ///
    /// @param fromArn the queue that has given it up; absent when it comes back from there
    void addMoving(String target, SqsMessage message, Optional<String> fromArn) {
        moving.put(target + "/" + message.id, () -> {
            ObjectNode json = StoredMessage.write(message);
            fromArn.ifPresent(arn -> json.put("from", arn));
            json.setAll(StoredMessage.writeReceipt(message));
            return json;
        });
    }

    void removeMoving(String target, SqsMessage message) {
        moving.remove(target + "/" + message.id);
    }

    void forEachMoving(String target, BiConsumer<SqsMessage, Optional<String>> action) {
        moving.forEach(target + "/", (_, json) -> {
            SqsMessage message = StoredMessage.read(json);
            StoredMessage.readReceipt(json, message);
            action.accept(message, Members.text(json, "from"));
        });
    }

    /// @param key the queue that the task empties, a slash, and what orders its tasks
    void putMoveTask(String key, Supplier<JsonNode> task) {
        moveTasks.put(key, task);
    }

    void removeMoveTask(String key) {
        moveTasks.remove(key);
    }

    void forEachMoveTask(BiConsumer<String, JsonNode> action) {
        moveTasks.forEach("", action);
    }

    private static String key(String queue, SqsMessage message) {
        return "%s/%016x".formatted(queue, message.sequence);
    }

    private static Instant instant(JsonNode json, String name) {
        return Instant.parse(json.path(name).asText());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
