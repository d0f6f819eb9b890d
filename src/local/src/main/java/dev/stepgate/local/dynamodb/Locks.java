// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Takes the locks of several tables at once, in the order of their names, so that no two calls wait for each
/// other.
final class Locks {
    private Locks() {}

    static <T> T holding(Collection<Table> tables, Supplier<T> action) {
        TreeMap<String, Table> ordered = new TreeMap<>();
        tables.forEach(table -> ordered.put(table.name(), table));
        Deque<Table> held = new ArrayDeque<>();
        try {
            for (Table table : ordered.values()) {
                table.lock();
                held.push(table);
            }
            return action.get();
        } finally {
            held.forEach(Table::unlock);
        }
    }
}
