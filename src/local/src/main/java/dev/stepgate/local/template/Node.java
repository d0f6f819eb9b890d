// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/// A YAML or JSON value that knows where it was written. Short-form tags are already their full forms.
sealed interface Node {
    SourceLocation mark();

    /// A string, number, boolean or null; `text` keeps the spelling (`1.10` stays `1.10` in an
    /// environment variable).
    record Scalar(JsonNode value, String text, SourceLocation mark) implements Node {}

    /// A list.
    ///
    /// @param isMadeUp it stands for an attribute of what is not here, of which nobody knows whether it is a
    /// list: where a text is expected, its first value is taken
    record Items(List<Node> items, boolean isMadeUp, SourceLocation mark) implements Node {
        public Items {
            items = List.copyOf(items);
        }

        Items(List<Node> items, SourceLocation mark) {
            this(items, false, mark);
        }

        Items map(UnaryOperator<Node> change) {
            return new Items(items.stream().map(change).toList(), isMadeUp, mark);
        }

        /// The text that a made-up list may stand for; empty for any other.
        Optional<String> madeUpText() {
            return isMadeUp && items.getFirst() instanceof Scalar first ? Optional.of(first.text()) : Optional.empty();
        }
    }

    record Fields(SequencedMap<String, Field> fields, SourceLocation mark) implements Node {
        public Fields {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }

        Optional<Node> find(String name) {
            return Optional.ofNullable(fields.get(name)).map(Field::value);
        }

        /// Returns the same fields with one added or replaced.
        Fields with(String name, Node value) {
            SequencedMap<String, Field> changed = new LinkedHashMap<>(fields);
            changed.put(name, new Field(value.mark(), value));
            return new Fields(changed, mark);
        }

        Fields without(String name) {
            SequencedMap<String, Field> changed = new LinkedHashMap<>(fields);
            changed.remove(name);
            return new Fields(changed, mark);
        }
    }

    /// Replaces a value that could not be determined; the reason is already among the problems.
    record Unknown(SourceLocation mark) implements Node {}

    /// The value of a field and the location of its name.
    record Field(SourceLocation mark, Node value) {}

    /// Tells whether this, or a part of it, could not be determined.
    default boolean hasUnknown() {
        return switch (this) {
            case Scalar _ -> false;
            case Items items -> {
                for (Node item : items.items()) {
                    if (item.hasUnknown()) {
                        yield true;
                    }
                }
                yield false;
            }
            case Fields fields -> {
                for (Field field : fields.fields().values()) {
                    if (field.value().hasUnknown()) {
                        yield true;
                    }
                }
                yield false;
            }
            case Unknown _ -> true;
        };
    }

    static Scalar text(String text, SourceLocation mark) {
        return new Scalar(TextNode.valueOf(text), text, mark);
    }

    static Fields fields(SourceLocation mark, Map<String, Node> values) {
        SequencedMap<String, Field> fields = new LinkedHashMap<>();
        values.forEach((name, value) -> fields.put(name, new Field(value.mark(), value)));
        return new Fields(fields, mark);
    }

    /// Makes a node of JSON data, all at one location.
    static Node of(JsonNode json, SourceLocation mark) {
        if (json.isObject()) {
            Map<String, Node> values = new LinkedHashMap<>();
            json.properties().forEach(entry -> values.put(entry.getKey(), of(entry.getValue(), mark)));
            return fields(mark, values);
        }
        if (json.isArray()) {
            List<Node> items = new ArrayList<>();
            json.forEach(item -> items.add(of(item, mark)));
            return new Items(items, mark);
        }
        return new Scalar(json, json.asText(), mark);
    }

    /// Returns the value as JSON; an unknown value becomes null.
    default JsonNode json() {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        return switch (this) {
            case Scalar scalar -> scalar.value();
            case Items items -> {
                List<JsonNode> elements = new ArrayList<>();
                items.items().forEach(item -> elements.add(item.json()));
                yield factory.arrayNode().addAll(elements);
            }
            case Fields fields -> {
                Map<String, JsonNode> members = new LinkedHashMap<>();
                fields.fields()
                        .forEach(
                                (name, field) -> members.put(name, field.value().json()));
                yield factory.objectNode().setAll(members);
            }
            case Unknown _ -> factory.nullNode();
        };
    }
}
