// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.ItemKey;
import dev.stepgate.local.dynamodb.item.KeySchema;
import dev.stepgate.local.dynamodb.item.Projection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/// The source of a query or a scan: a table or one of its indexes.
record Source(Table table, Optional<SecondaryIndex> index) {

    /// Throws a ValidationException when there is no such index.
    static Source of(Table table, JsonNode input) {
        Optional<SecondaryIndex> index = Members.text(input, "IndexName")
                .map(name -> table.definition()
                        .index(name)
                        .orElseThrow(() ->
                                DynamoDbErrors.validation("The table does not have the specified index: " + name)));
        if (index.filter(SecondaryIndex::isGlobal).isPresent() && ReadOperations.isConsistent(input)) {
            throw DynamoDbErrors.validation("Consistent reads are not supported on global secondary indexes");
        }
        return new Source(table, index);
    }

    KeySchema key() {
        return index.map(SecondaryIndex::key).orElse(table.key());
    }

    /// The attributes of a key to start after: the table's key and the index's.
    Set<String> startNames() {
        Set<String> names = new LinkedHashSet<>(table.key().names());
        names.addAll(key().names());
        return names;
    }

    /// Returns the place of an item that has all of [#startNames].
    ItemKey place(Item start) {
        return index.map(each -> ItemKey.inIndex(start, each.key(), table.key()))
                .orElseGet(() -> ItemKey.of(start, table.key()));
    }

    /// The items; must be called with the table's lock held.
    NavigableMap<ItemKey, Item> items() {
        return index.map(each -> table.items().all(each))
                .orElseGet(() -> table.items().all());
    }

    /// Returns true when selected attributes are not in the index, so that items come from the table.
    ///
    /// @param projection the selected attributes; empty for everything in the index
    /// @throws AwsException ValidationException when a global index lacks them
    boolean needsTable(JsonNode input, Optional<Projection> projection) {
        if (index.isEmpty() || index.get().projectsAll()) {
            return false;
        }
        SecondaryIndex from = index.get();
        if (input.path("Select").asText().equals("ALL_ATTRIBUTES")) {
            if (from.isGlobal()) {
                throw DynamoDbErrors.invalidParameters(
                        "Select type ALL_ATTRIBUTES is not supported for global secondary" + " index " + from.name()
                                + " because its projection type is not ALL");
            }
            return true;
        }
        List<String> missing = missing(from, projection);
        if (!missing.isEmpty() && from.isGlobal()) {
            throw DynamoDbErrors.invalidParameters(
                    "Global secondary index " + from.name() + " does not project " + missing);
        }
        return !missing.isEmpty();
    }

    /// Returns the attributes that are asked for and not in the index.
    private List<String> missing(SecondaryIndex from, Optional<Projection> projection) {
        Set<String> held = from.projected(table.key());
        return projection.stream()
                .flatMap(parts -> parts.paths().stream())
                .map(path -> path.attribute())
                .filter(name -> !held.contains(name))
                .distinct()
                .toList();
    }
}
