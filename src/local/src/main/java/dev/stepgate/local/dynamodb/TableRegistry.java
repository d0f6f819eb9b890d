// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import dev.stepgate.local.aws.Account;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.stream.StreamLog;
import dev.stepgate.local.time.Time;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/// The tables by name, and every stream that can be read. Thread-safe.
final class TableRegistry {
    private final Account account;
    private final Time time;
    private final Supplier<String> uuids;
    private final NavigableMap<String, Table> byName = new ConcurrentSkipListMap<>();
    private final NavigableMap<String, StreamLog> streams = new ConcurrentSkipListMap<>();

    TableRegistry(Account account, Time time, Supplier<String> uuids) {
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
        Table table = new Table(identity, definition, time);
        if (byName.putIfAbsent(name, table) != null) {
            throw exists(name);
        }
        return table;
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
