// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.stream;

import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.KeySchema;
import dev.stepgate.local.store.Records;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArraySet;

/// The stream of a table: one shard with its changes in order, kept for 24 hours. Made by its table, read by
/// the operations of the Streams API and by event sources, from any thread.
public final class StreamLog implements StreamRecords {
    private static final Duration RETENTION = Duration.ofHours(24);
    private static final DateTimeFormatter LABEL =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private final Source source;
    private final String label;
    private final Instant createdAt;
    private final StreamRecord.Stream stream;
    private final Records kept;
    private final Deque<StreamRecord> records = new ArrayDeque<>();
    private final Set<Runnable> watchers = new CopyOnWriteArraySet<>();
    private long last;
    private boolean closed;

    /// The table that is the source of the changes.
    public record Source(String tableArn, String region, KeySchema key) {}

    /// With what a stream of this name held in the process before.
    ///
    /// @param kept the records of all streams in the store
    public StreamLog(Source source, ViewType view, Instant now, Records kept) {
        this.source = source;
        this.kept = kept;
        createdAt = now.truncatedTo(ChronoUnit.MILLIS);
        label = LABEL.format(createdAt);
        String arn = source.tableArn() + "/stream/" + label;
        stream = new StreamRecord.Stream(arn, source.region(), shard(arn), view);
        kept.forEach(arn + "/", (key, json) -> {
            last = Long.parseLong(key.substring(arn.length() + 1), 16);
            records.add(StreamRecord.read(stream, last, json));
        });
    }

    private String key(StreamRecord record) {
        return arn() + "/%016x".formatted(record.number());
    }

    @Override
    public String arn() {
        return stream.arn();
    }

    public String label() {
        return label;
    }

    public ViewType view() {
        return stream.view();
    }

    String table() {
        return source.tableArn().substring(source.tableArn().lastIndexOf('/') + 1);
    }

    KeySchema key() {
        return source.key();
    }

    public Instant createdAt() {
        return createdAt;
    }

    /// The id of the only shard.
    String shard() {
        return stream.shard();
    }

    private String shard(String arn) {
        String unique =
                UUID.nameUUIDFromBytes(arn.getBytes(StandardCharsets.UTF_8)).toString();
        return String.format(Locale.ROOT, "shardId-%020d-%s", createdAt.toEpochMilli(), unique.substring(0, 8));
    }

    /// Adds a change, unless nothing changed or the stream is closed. Watchers run after the records have
    /// been added, and must not block.
    public void append(Change change, Instant now) {
        if (change.before().map(Item::attributes).equals(change.after().map(Item::attributes))) {
            return;
        }
        synchronized (this) {
            if (closed) {
                return;
            }
            last++;
            StreamRecord record = new StreamRecord(stream, last, now, change);
            records.add(record);
            kept.put(key(record), record::kept);
            forget(now);
        }
        watchers.forEach(Runnable::run);
    }

    private void forget(Instant now) {
        Instant oldest = now.minus(RETENTION);
        while (!records.isEmpty() && records.getFirst().at().isBefore(oldest)) {
            kept.remove(key(records.removeFirst()));
        }
    }

    @Override
    public synchronized List<StreamRecord> after(long number, int limit) {
        return records.stream()
                .dropWhile(record -> record.number() <= number)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long lastNumber() {
        return last;
    }

    /// The number before the oldest record that is kept.
    synchronized long beforeFirst() {
        return records.isEmpty() ? last : records.getFirst().number() - 1;
    }

    @Override
    public void watch(Runnable watcher) {
        watchers.add(watcher);
    }

    @Override
    public void unwatch(Runnable watcher) {
        watchers.remove(watcher);
    }

    /// Closes the stream to further changes; its records can still be read in this process.
    public synchronized void close() {
        closed = true;
        kept.removeAll(arn() + "/");
    }

    public synchronized boolean isClosed() {
        return closed;
    }
}
