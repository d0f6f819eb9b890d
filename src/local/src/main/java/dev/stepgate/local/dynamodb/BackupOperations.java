// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Implements UpdateContinuousBackups and DescribeContinuousBackups: point-in-time recovery is turned on and off
/// and described, but nothing is restored.
final class BackupOperations {
    /// The age of what could be restored last.
    private static final Duration LATEST = Duration.ofMinutes(5);

    private final TableRegistry registry;
    private final Time time;

    BackupOperations(TableRegistry registry, Time time) {
        this.registry = registry;
        this.time = time;
    }

    JsonNode call(String operation, JsonNode input) {
        Table table = table(input);
        if (operation.equals("UpdateContinuousBackups")) {
            update(table, input);
        }
        return describe(table);
    }

    private static void update(Table table, JsonNode input) {
        Optional<Integer> days = TableReader.recoveryDays(input.path("PointInTimeRecoverySpecification"));
        table.lock();
        try {
            TableDefinition definition = table.definition();
            table.define(definition.with(definition.settings().withRecoveryDays(days)));
            table.keep();
        } finally {
            table.unlock();
        }
    }

    private Table table(JsonNode input) {
        String name = input.path("TableName").asText();
        return registry.find(name)
                .orElseThrow(() -> new AwsException(400, "TableNotFoundException", "Table not found: " + name));
    }

    private ObjectNode describe(Table table) {
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ObjectNode recovery = output.putObject("ContinuousBackupsDescription")
                .put("ContinuousBackupsStatus", "ENABLED")
                .putObject("PointInTimeRecoveryDescription");
        Optional<Integer> days = table.definition().settings().recoveryDays();
        recovery.put("PointInTimeRecoveryStatus", days.isPresent() ? "ENABLED" : "DISABLED");
        days.ifPresent(number -> {
            Instant created = table.identity().createdAt();
            Instant now = time.now();
            Instant oldest = now.minus(Duration.ofDays(number));
            Instant latest = now.minus(LATEST);
            recovery.put("RecoveryPeriodInDays", number);
            recovery.set("EarliestRestorableDateTime", Throughput.seconds(oldest.isBefore(created) ? created : oldest));
            recovery.set("LatestRestorableDateTime", Throughput.seconds(latest.isBefore(created) ? created : latest));
        });
        return output;
    }
}
