// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.KeySchema;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// An index of a table.
///
/// @param nonKeyAttributes of projection INCLUDE
record SecondaryIndex(
        String name, Scope scope, KeySchema key, ProjectionType projection, List<String> nonKeyAttributes) {

    enum Scope {
        LOCAL,
        GLOBAL
    }

    enum ProjectionType {
        ALL,
        KEYS_ONLY,
        INCLUDE
    }

    SecondaryIndex {
        nonKeyAttributes = List.copyOf(nonKeyAttributes);
    }

    boolean isGlobal() {
        return scope == Scope.GLOBAL;
    }

    boolean projectsAll() {
        return projection == ProjectionType.ALL;
    }

    /// Returns the part of an item that the index contains.
    Item project(Item item, KeySchema table) {
        return projectsAll() ? item : item.only(projected(table));
    }

    /// The attributes that the index contains, if it does not contain all.
    Set<String> projected(KeySchema table) {
        Set<String> names = new LinkedHashSet<>(key.names());
        names.addAll(table.names());
        names.addAll(nonKeyAttributes);
        return names;
    }
}
