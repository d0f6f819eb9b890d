// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The attributes of an item, or of its key; immutable.
public final class Item {
    private static final Item EMPTY = new Item(Map.of());

    private final Map<String, AttributeValue> attributes;
    private int size = -1;

    private Item(Map<String, AttributeValue> attributes) {
        this.attributes = attributes;
    }

    public static Item of(Map<String, AttributeValue> attributes) {
        return new Item(Collections.unmodifiableMap(new LinkedHashMap<>(attributes)));
    }

    public static Item empty() {
        return EMPTY;
    }

    /// Reads attributes whose JSON types have been checked; throws a ValidationException when a value is not
    /// valid.
    public static Item read(JsonNode json) {
        return new Item(Collections.unmodifiableMap(AttributeValueReader.members(json, 0)));
    }

    /// The attributes in the order in which they were written.
    public Map<String, AttributeValue> attributes() {
        return attributes;
    }

    public Optional<AttributeValue> find(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    public @Nullable AttributeValue get(String name) {
        return attributes.get(name);
    }

    public boolean has(String name) {
        return attributes.containsKey(name);
    }

    public boolean isEmpty() {
        return attributes.isEmpty();
    }

    /// Returns the attributes of these names, in their order, without those that the item lacks.
    public Item only(Collection<String> names) {
        Map<String, AttributeValue> kept = new LinkedHashMap<>();
        for (String name : names) {
            AttributeValue value = attributes.get(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        return new Item(Collections.unmodifiableMap(kept));
    }

    /// The size in bytes, as counted for capacity and the limit of 400 KB.
    public int size() {
        int known = size;
        if (known < 0) {
            known = ItemSize.of(attributes);
            size = known;
        }
        return known;
    }

    public ObjectNode toJson() {
        return AttributeValueWriter.writeMembers(attributes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Item item && attributes.equals(item.attributes);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }

    @Override
    public String toString() {
        return toJson().toString();
    }
}
