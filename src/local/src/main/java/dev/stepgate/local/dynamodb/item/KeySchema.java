// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The key of a table or an index: a partition key and possibly a sort key.
public record KeySchema(KeyAttribute partition, Optional<KeyAttribute> sort) {

    /// @param type `S`, `N` or `B`
    public record KeyAttribute(String name, String type) {

        /// Returns true when a value has the key's type.
        public boolean accepts(AttributeValue value) {
            return value.type().equals(type);
        }
    }

    /// Returns one or two attributes, the partition key first.
    public List<KeyAttribute> attributes() {
        return Stream.concat(Stream.of(partition), sort.stream()).toList();
    }

    /// Returns the schema in the API's form.
    public ArrayNode toJson() {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        json.addObject().put("AttributeName", partition.name()).put("KeyType", "HASH");
        sort.ifPresent(key -> json.addObject().put("AttributeName", key.name()).put("KeyType", "RANGE"));
        return json;
    }

    public List<String> names() {
        return attributes().stream().map(KeyAttribute::name).toList();
    }

    /// Returns true when the attribute is part of the key.
    public boolean has(String name) {
        return partition.name().equals(name)
                || (sort.isPresent() && sort.get().name().equals(name));
    }

    /// Returns true when the item has every attribute of the key with the right type, and so appears in an
    /// index with this key.
    public boolean covers(Item item) {
        return attributes().stream()
                .allMatch(key -> item.find(key.name()).filter(key::accepts).isPresent());
    }
}
