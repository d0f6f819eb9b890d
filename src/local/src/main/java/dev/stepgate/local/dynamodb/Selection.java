// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.dynamodb.expression.AttributeCondition;
import dev.stepgate.local.dynamodb.expression.Condition;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DocumentPath;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.dynamodb.item.KeySchema;
import dev.stepgate.local.dynamodb.item.KeySchema.KeyAttribute;
import dev.stepgate.local.dynamodb.item.ValueOrder;
import dev.stepgate.local.dynamodb.partiql.Statement.Order;
import dev.stepgate.local.dynamodb.partiql.Statement.Select;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A SELECT checked against its table: the parts of the table or index to read, one after another, and what of
/// them to return.
///
/// @param ranges one for each partition key of the WHERE clause, or a single one of everything
/// @param isForward the order inside of a range
/// @param fetches true when the index lacks columns
record Selection(
        Source source, List<Range> ranges, boolean isForward, Condition filter, Columns columns, boolean fetches) {
    private static final int MAX_KEYS = 50;

    /// Throws a ValidationException when the statement does not match the table.
    static Selection of(Select select, Table table) {
        Source source = source(select, table);
        WhereKeys where = WhereKeys.of(select.where());
        KeySchema key = source.key();
        Set<AttributeValue> partitions = where.values(key.partition().name());
        OrderBy.check(select, key, partitions.size());
        Columns columns = new Columns(select.columns());
        Condition filter = select.where().orElseGet(Condition.Always::new);
        boolean fetches = source.needsTable(JsonNodeFactory.instance.objectNode(), columns.projection());
        if (!partitions.isEmpty()) {
            requireProjected(filter, source);
        }
        KeyRules.requireScalarKeys(filter.paths(), table.definition());
        boolean isForward = key.sort()
                .flatMap(sort -> OrderBy.of(select, sort))
                .map(order -> !order.isDescending())
                .orElse(true);
        List<AttributeValue> ordered = ordered(partitions, OrderBy.of(select, key.partition()));
        return new Selection(source, ranges(ordered, where, source), isForward, filter, columns, fetches);
    }

    private static Source source(Select select, Table table) {
        Optional<SecondaryIndex> index = select.from()
                .index()
                .map(name -> table.definition()
                        .index(name)
                        .orElseThrow(() -> DynamoDbErrors.validation("The table does not have the specified index")));
        return new Source(table, index);
    }

    /// Requires that a read by key filters on what the index holds.
    private static void requireProjected(Condition filter, Source source) {
        if (source.index().filter(index -> !index.projectsAll()).isEmpty()) {
            return;
        }
        SecondaryIndex index = source.index().get();
        Set<String> held = index.projected(source.table().key());
        List<String> missing = filter.paths()
                .map(DocumentPath::attribute)
                .filter(name -> !held.contains(name))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            throw DynamoDbErrors.invalidParameters(
                    "Secondary index " + index.name() + " does not project one or more filter attributes: " + missing);
        }
    }

    private static List<AttributeValue> ordered(Set<AttributeValue> partitions, Optional<Order> order) {
        List<AttributeValue> ordered = new ArrayList<>(partitions);
        Comparator<AttributeValue> ascending =
                (a, b) -> ValueOrder.compare(a, b).orElse(0);
        order.ifPresent(by -> ordered.sort(by.isDescending() ? ascending.reversed() : ascending));
        return ordered;
    }

    private static List<Range> ranges(List<AttributeValue> partitions, WhereKeys where, Source source) {
        if (partitions.isEmpty()) {
            return List.of(Range.everything());
        }
        if (partitions.size() > MAX_KEYS) {
            throw DynamoDbErrors.validation("A statement can name at most " + MAX_KEYS + " values of "
                    + source.key().partition().name() + ", the partition key; it names " + partitions.size());
        }
        KeyAttribute partition = source.key().partition();
        partitions.forEach(value -> requireKey(value, partition, source));
        Optional<AttributeCondition> sort = source.key().sort().flatMap(key -> sort(where, key, source));
        return partitions.stream().map(value -> Range.of(value, sort)).toList();
    }

    private static Optional<AttributeCondition> sort(WhereKeys where, KeyAttribute key, Source source) {
        Optional<AttributeCondition> sort = where.range(key.name());
        sort.ifPresent(condition -> condition.values().forEach(value -> requireKey(value, key, source)));
        return sort;
    }

    private static void requireKey(AttributeValue value, KeyAttribute key, Source source) {
        if (!key.accepts(value)) {
            throw DynamoDbErrors.invalidParameters("Condition parameter type does not match schema type");
        }
        KeyRules.requireSearchable(value, key, source);
    }

    /// Returns true when more than one partition is read.
    boolean isOfSeveral() {
        return ranges.size() > 1;
    }

    /// Reads a page; takes the table's lock.
    ///
    /// @param start the last item of the page before
    Page read(Optional<Item> start, Optional<Integer> limit) {
        Table table = source.table();
        table.lock();
        try {
            return Page.read(found(start), new Page.Reading(source, limit, fetches));
        } finally {
            table.unlock();
        }
    }

    private Iterable<Item> found(Optional<Item> start) {
        return () ->
                left(start).stream().flatMap(range -> items(range).stream()).iterator();
    }

    private Collection<Item> items(Range range) {
        var found = range.of(source.items());
        return isForward ? found.sequencedValues() : found.reversed().sequencedValues();
    }

    /// Returns what is left of the ranges after an item.
    private List<Range> left(Optional<Item> start) {
        if (start.isEmpty()) {
            return ranges;
        }
        var place = source.place(start.get());
        List<Range> left = new ArrayList<>();
        boolean isFound = false;
        for (Range range : ranges) {
            if (isFound) {
                left.add(range);
            } else if (range.has(place)) {
                isFound = true;
                left.add(isForward ? range.after(place) : range.before(place));
            }
        }
        return left;
    }
}
