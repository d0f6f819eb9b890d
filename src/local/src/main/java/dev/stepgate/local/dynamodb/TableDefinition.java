// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import dev.stepgate.local.dynamodb.item.KeySchema;
import dev.stepgate.local.dynamodb.item.KeySchema.KeyAttribute;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A table without its items.
///
/// @param attributes the AttributeDefinitions
/// @param throughput of the table under an empty name, and of global indexes under theirs
record TableDefinition(
        String name,
        List<KeyAttribute> attributes,
        KeySchema key,
        List<SecondaryIndex> indexes,
        BillingMode billing,
        Map<String, Throughput> throughput,
        Settings settings) {

    enum BillingMode {
        PROVISIONED,
        PAY_PER_REQUEST
    }

    /// Settings without an effect on items.
    ///
    /// @param encryption where it was asked for
    /// @param tableClass as given, if it was
    /// @param recoveryDays of point-in-time recovery, where it is on
    record Settings(
            boolean isProtected,
            Optional<Encryption> encryption,
            Optional<String> tableClass,
            Limits limits,
            Optional<Integer> recoveryDays) {

        Settings withRecoveryDays(Optional<Integer> days) {
            return new Settings(isProtected, encryption, tableClass, limits, days);
        }
    }

    TableDefinition {
        attributes = List.copyOf(attributes);
        indexes = List.copyOf(indexes);
        throughput = Map.copyOf(throughput);
    }

    Optional<SecondaryIndex> index(String wanted) {
        return indexes.stream().filter(index -> index.name().equals(wanted)).findFirst();
    }

    /// Returns the throughput of an index, or with an empty name that of the table.
    Throughput throughputOf(String index) {
        return throughput.getOrDefault(index, Throughput.ON_DEMAND);
    }

    TableDefinition with(BillingMode other) {
        return new TableDefinition(name, attributes, key, indexes, other, throughput, settings);
    }

    TableDefinition with(Settings other) {
        return new TableDefinition(name, attributes, key, indexes, billing, throughput, other);
    }

    TableDefinition withThroughput(String index, Throughput other) {
        Map<String, Throughput> changed = new TreeMap<>(throughput);
        changed.put(index, other);
        return new TableDefinition(name, attributes, key, indexes, billing, changed, settings);
    }

    TableDefinition withIndexes(List<KeyAttribute> definitions, List<SecondaryIndex> others) {
        return new TableDefinition(name, definitions, key, others, billing, throughput, settings);
    }
}
