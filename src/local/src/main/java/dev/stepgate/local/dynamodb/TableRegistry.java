// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Account;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.stream.StreamLog;
import dev.stepgate.local.dynamodb.stream.ViewType;
import dev.stepgate.local.time.Time;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/// The tables by name, and every stream that can be read. Thread-safe.
final class TableRegistry {
    private final Account account;
    private final Time time;
    private final Supplier<String> uuids;
    private final TableArchive archive;
    private final Map<String, Table> kept = new ConcurrentHashMap<>();
    private final NavigableMap<String, Table> byName = new ConcurrentSkipListMap<>();
    private final NavigableMap<String, StreamLog> streams = new ConcurrentSkipListMap<>();

    TableRegistry(Account account, Time time, Supplier<String> uuids, TableArchive archive) {
        this.archive = archive;
        this.account = account;
        this.time = time;
        this.uuids = uuids;
    }

    Account account() {
        return account;
    }

    /// Makes a table; throws a ResourceInUseException when one of this name exists.
    Table add(TableDefinition definition) {
        String name = definition.name();
        if (byName.containsKey(name)) {
            throw exists(name);
        }
        Table.Identity identity = Table.Identity.of(account, name, uuids.get(), time.now());
        Table table = new Table(identity, definition, time, archive);
        if (byName.putIfAbsent(name, table) != null) {
            throw exists(name);
        }
        return table;
    }

    /// Returns a table that an earlier process has kept, and forgets it: the caller defines it anew.
    Optional<Table> kept(String name) {
        return Optional.ofNullable(kept.remove(name));
    }

    /// Restores the tables that an earlier process has kept.
    void restore() {
        archive.forEachTable(json -> {
            TableDefinition definition = TableReader.read(json.path("definition"));
            Table.Identity identity = Table.Identity.of(
                    account,
                    definition.name(),
                    json.path("id").asText(),
                    Instant.parse(json.path("created").asText()));
            Table table = new Table(identity, definition, time, archive);
            byName.put(definition.name(), table);
            kept.put(definition.name(), table);
            table.lock();
            try {
                restore(table, json);
            } finally {
                table.unlock();
            }
        });
    }

    private void restore(Table table, JsonNode json) {
        table.restoreItems();
        table.tags().putAll(Members.map(json, "tags"));
        if (json.has("timeToLive")) {
            table.expiry().start(json.path("timeToLive").asText());
        }
        if (json.has("view")) {
            ViewType view = ViewType.valueOf(json.path("view").asText());
            add(table.startStream(view, Instant.parse(json.path("stream").asText())));
        }
    }

    private static RuntimeException exists(String name) {
        return DynamoDbErrors.inUse("Table already exists: " + name);
    }

    void remove(Table table) {
        byName.remove(table.name());
    }

    Optional<Table> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// Returns a table, with the error of operations on items if it does not exist.
    Table requireForItems(String name) {
        Table table = byName.get(name);
        if (table == null) {
            throw DynamoDbErrors.noTable();
        }
        return table;
    }

    /// Returns a table, with the error of operations on tables if it does not exist.
    Table require(String name) {
        return find(name).orElseThrow(() -> DynamoDbErrors.noTable(name));
    }

    NavigableMap<String, Table> byName() {
        return byName;
    }

    void add(StreamLog stream) {
        streams.put(stream.arn(), stream);
    }

    /// All streams, ordered by their ARNs.
    Collection<StreamLog> streams() {
        return streams.values();
    }
}
