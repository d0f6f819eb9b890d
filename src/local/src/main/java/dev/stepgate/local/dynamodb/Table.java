// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import dev.stepgate.local.aws.Account;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.ItemKey;
import dev.stepgate.local.dynamodb.item.KeySchema;
import dev.stepgate.local.dynamodb.stream.Change;
import dev.stepgate.local.dynamodb.stream.Change.Author;
import dev.stepgate.local.dynamodb.stream.StreamLog;
import dev.stepgate.local.dynamodb.stream.ViewType;
import dev.stepgate.local.time.Time;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A table: its definition, its items, its stream, its tags. All of its state is here and in its [ItemStore].
///
/// Reading and writing require the lock; a transaction takes the locks of its tables in the order of their
/// names.
final class Table {
    private final Identity identity;
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private final ItemStore items;
    private final Map<String, String> tags = new TreeMap<>();
    private final Expiry expiry;
    private final TableArchive archive;
    private volatile TableDefinition definition;
    private volatile Optional<StreamLog> stream = Optional.empty();
    private boolean deleted;

    /// The properties that never change.
    ///
    /// @param id a UUID
    record Identity(String arn, String region, String id, Instant createdAt) {
        static Identity of(Account account, String name, String id, Instant now) {
            return new Identity(account.arn("dynamodb", "table/" + name), account.region(), id, now);
        }
    }

    Table(Identity identity, TableDefinition definition, Time time, TableArchive archive) {
        this.identity = identity;
        this.definition = definition;
        this.time = time;
        this.items = new ItemStore(definition);
        this.expiry = new Expiry(this, time);
        this.archive = archive;
    }

    Identity identity() {
        return identity;
    }

    String name() {
        return definition.name();
    }

    TableDefinition definition() {
        return definition;
    }

    KeySchema key() {
        return definition.key();
    }

    Map<String, String> tags() {
        return tags;
    }

    Expiry expiry() {
        return expiry;
    }

    Optional<StreamLog> stream() {
        return stream;
    }

    /// Takes the lock; throws a ResourceNotFoundException when the table has been deleted meanwhile.
    void lock() {
        lock.lock();
        if (deleted) {
            lock.unlock();
            throw DynamoDbErrors.noTable();
        }
    }

    void unlock() {
        lock.unlock();
    }

    /// The items; used only with the lock held, and changed only by [#put].
    ItemStore items() {
        return items;
    }

    @Nullable
    Item get(ItemKey at) {
        return items.get(at);
    }

    /// Stores an item, replacing any existing one; requires the lock.
    ///
    /// @param item null to remove
    void put(ItemKey at, @Nullable Item item, Author author) {
        boolean unused = archive.together(() -> {
            replace(at, item, author);
            return true;
        });
    }

    private void replace(ItemKey at, @Nullable Item item, Author author) {
        Item before = items.get(at);
        items.replace(at, item);
        archive.replaced(this, before, item);
        expiry.replaced(at, before, item);
        Item some = item == null ? before : item;
        if (some != null && stream.isPresent()) {
            Change change = new Change(
                    some.only(key().names()), Optional.ofNullable(before), Optional.ofNullable(item), author);
            stream.get().append(change, time.now());
        }
    }

    /// Notes a change of something other than an item; requires the lock.
    void keep() {
        archive.put(this);
    }

    /// Restores the items that an earlier process has kept; requires the lock.
    void restoreItems() {
        archive.forEachItem(this, item -> items.replace(ItemKey.of(item, key()), item));
    }

    /// Replaces the definition; requires the lock.
    void define(TableDefinition other) {
        definition.indexes().stream()
                .filter(index -> !other.indexes().contains(index))
                .forEach(items::removeIndex);
        other.indexes().stream()
                .filter(index -> !definition.indexes().contains(index))
                .forEach(items::addIndex);
        definition = other;
    }

    /// Starts a new stream for further changes, with another name than the previous one; requires the lock.
    StreamLog startStream(ViewType view) {
        Instant free = stream.map(before -> before.createdAt().plusMillis(1)).orElse(Instant.MIN);
        Instant now = time.now();
        return startStream(view, now.isBefore(free) ? free : now);
    }

    /// Starts a new stream that is named after that instant; requires the lock.
    StreamLog startStream(ViewType view, Instant createdAt) {
        StreamLog.Source source = new StreamLog.Source(identity.arn(), identity.region(), key());
        StreamLog started = new StreamLog(source, view, createdAt, archive.streamRecords());
        stream = Optional.of(started);
        return started;
    }

    /// Stops the stream; requires the lock.
    void stopStream() {
        stream.ifPresent(StreamLog::close);
    }

    /// Deletes the table; requires the lock.
    void delete() {
        deleted = true;
        archive.remove(this);
        expiry.stop();
        stopStream();
    }
}
