// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// How a value becomes a record of a store, and comes back. Safe for threads.
public interface RecordFormat<V> {

    JsonNode write(V value);

    V read(JsonNode json);

    static <V> RecordFormat<V> of(Function<V, ? extends JsonNode> write, Function<JsonNode, V> read) {
        return new RecordFormat<>() {
            @Override
            public JsonNode write(V value) {
                return write.apply(value);
            }

            @Override
            public V read(JsonNode json) {
                return read.apply(json);
            }
        };
    }

    /// The format of a Java record whose components are texts, numbers, instants, JSON, and optionals, lists,
    /// maps and records of these: members have the names of the components.
    static <V extends Record> RecordFormat<V> of(Class<V> type) {
        return of(Mapper.SHARED::valueToTree, json -> Mapper.read(json, type));
    }

    /// The format of texts by their names.
    static RecordFormat<Map<String, String>> texts() {
        return of(
                texts -> {
                    ObjectNode json = JsonNodeFactory.instance.objectNode();
                    texts.forEach(json::put);
                    return json;
                },
                json -> {
                    Map<String, String> texts = new TreeMap<>();
                    json.properties()
                            .forEach(text ->
                                    texts.put(text.getKey(), text.getValue().asText()));
                    return texts;
                });
    }

    /// Made when the first record is written or read.
    final class Mapper {
        static final ObjectMapper SHARED = JsonMapper.builder()
                .addModule(new Jdk8Module())
                .addModule(new SimpleModule()
                        .addSerializer(Instant.class, ToStringSerializer.instance)
                        .addDeserializer(Instant.class, new Instants()))
                .visibility(PropertyAccessor.ALL, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
                .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_ABSENT, Include.ALWAYS))
                .build();

        private Mapper() {}

        static <V> V read(JsonNode json, Class<V> type) {
            try {
                return SHARED.treeToValue(json, type);
            } catch (IOException e) {
                throw new UncheckedIOException("a record of " + type.getSimpleName() + " cannot be read", e);
            }
        }

        private static final class Instants extends FromStringDeserializer<Instant> {
            private static final long serialVersionUID = 1;

            Instants() {
                super(Instant.class);
            }

            @Override
            protected Instant _deserialize(String text, DeserializationContext context) {
                return Instant.parse(text);
            }
        }
    }
}
