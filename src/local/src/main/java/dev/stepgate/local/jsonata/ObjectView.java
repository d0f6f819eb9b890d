// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JSON object as a map whose values are converted when they are asked for.
final class ObjectView extends AbstractMap<String, Object> {
    private final ObjectNode node;

    ObjectView(ObjectNode node) {
        this.node = node;
    }

    ObjectNode node() {
        return node;
    }

    @Override
    public @Nullable Object get(Object name) {
        JsonNode value = name instanceof String text ? node.get(text) : null;
        return value == null ? null : Values.of(value);
    }

    @Override
    public boolean containsKey(Object name) {
        return name instanceof String text && node.has(text);
    }

    @Override
    public int size() {
        return node.size();
    }

    @Override
    public Set<Map.Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return node.size();
            }

            @Override
            public Iterator<Map.Entry<String, Object>> iterator() {
                return node.properties().stream()
                        .map(member -> Map.entry(member.getKey(), Values.of(member.getValue())))
                        .iterator();
            }
        };
    }
}
