// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.expression.Condition;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.ItemKey;
import dev.stepgate.local.dynamodb.item.Projection;
import dev.stepgate.local.dynamodb.item.WireTypes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Implements Query and Scan.
final class ReadOperations {
    private final TableRegistry registry;

    ReadOperations(TableRegistry registry) {
        this.registry = registry;
    }

    /// A query or a scan checked against its table: the items to read, and the part of them to return.
    ///
    /// @param filter of the items that were read
    /// @param projection empty for everything
    record Plan(Source source, Range range, Condition filter, Optional<Projection> projection, boolean fetches) {}

    static boolean isConsistent(JsonNode input) {
        return input.hasNonNull("ConsistentRead") && WireTypes.flag(input.get("ConsistentRead"));
    }

    JsonNode query(JsonNode input) {
        Query query = Query.read(input);
        Table table = registry.requireForItems(input.path("TableName").asText());
        return page(query.plan(table), input);
    }

    JsonNode scan(JsonNode input) {
        Scan scan = Scan.read(input);
        Table table = registry.requireForItems(input.path("TableName").asText());
        return page(scan.plan(table), input);
    }

    private static JsonNode page(Plan plan, JsonNode input) {
        boolean isForward = !input.hasNonNull("ScanIndexForward") || WireTypes.flag(input.get("ScanIndexForward"));
        Page.Reading reading = new Page.Reading(plan.source(), Members.number(input, "Limit"), plan.fetches());
        Table table = plan.source().table();
        Page page;
        table.lock();
        try {
            SequencedMap<ItemKey, Item> found = plan.range().of(plan.source().items());
            Collection<Item> ordered =
                    isForward ? found.sequencedValues() : found.reversed().sequencedValues();
            page = Page.read(ordered, reading);
        } finally {
            table.unlock();
        }
        return output(plan, page, input);
    }

    private static JsonNode output(Plan plan, Page page, JsonNode input) {
        List<Item> matching =
                page.items().stream().filter(plan.filter()::matches).toList();
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        if (!input.path("Select").asText().equals("COUNT")) {
            ArrayNode items = output.putArray("Items");
            matching.forEach(item -> items.add(
                    plan.projection().map(parts -> parts.of(item)).orElse(item).toJson()));
        }
        output.put("Count", matching.size());
        output.put("ScannedCount", page.items().size());
        page.last()
                .ifPresent(last -> output.set(
                        "LastEvaluatedKey",
                        last.only(plan.source().startNames()).toJson()));
        capacity(plan.source(), page, isConsistent(input))
                .describe(plan.source().table().name(), input)
                .ifPresent(capacity -> output.set("ConsumedCapacity", capacity));
        return output;
    }

    static Capacity capacity(Source source, Page page, boolean isConsistent) {
        double tableUnits = Capacity.read(page.sizes().table(), isConsistent);
        double indexUnits = Capacity.read(page.sizes().index(), isConsistent);
        Capacity table = Capacity.ofTable(tableUnits);
        return source.index()
                .map(index -> table.plus(Capacity.ofIndex(index, indexUnits)))
                .orElse(table);
    }
}
