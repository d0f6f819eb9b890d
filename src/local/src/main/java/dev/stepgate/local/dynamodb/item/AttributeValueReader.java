// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads attribute values whose JSON types have been checked, and makes the service's other checks.
final class AttributeValueReader {
    private static final int MAX_DEPTH = 31;
    private static final List<String> TYPES = List.of("S", "B", "N", "BOOL", "NULL", "BS", "NS", "SS", "L", "M");

    private AttributeValueReader() {}

    static AttributeValue read(JsonNode json, int depth) {
        if (depth > MAX_DEPTH) {
            throw DynamoDbErrors.validation("Nesting Levels have exceeded supported limits:"
                    + " Attributes in the item have nested levels beyond supported limit");
        }
        AttributeValue value = json.size() == 1 ? single(json, depth) : null;
        return value == null ? unusual(json, depth) : value;
    }

    /// Reads the usual case: one member, named after a type.
    private static @Nullable AttributeValue single(JsonNode json, int depth) {
        Map.Entry<String, JsonNode> member = json.properties().iterator().next();
        return member.getValue().isNull() ? null : value(member.getKey(), member.getValue(), depth);
    }

    /// Reads any other value; members that are not named after types are ignored.
    private static AttributeValue unusual(JsonNode json, int depth) {
        AttributeValue found = null;
        int count = 0;
        for (String type : TYPES) {
            if (json.hasNonNull(type)) {
                found = value(type, json.get(type), depth);
                count++;
            }
        }
        if (found == null) {
            throw DynamoDbErrors.validation(
                    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        }
        if (count > 1) {
            throw DynamoDbErrors.validation("Supplied AttributeValue has more than one datatypes set,"
                    + " must contain exactly one of the supported datatypes");
        }
        return found;
    }

    private static @Nullable AttributeValue value(String type, JsonNode json, int depth) {
        return switch (type) {
            case "S" -> new AttributeValue.S(json.asText());
            case "N" -> new AttributeValue.N(NumberRules.parse(json.asText()));
            case "B" -> new AttributeValue.B(Bytes.ofBase64(json.asText()));
            case "BOOL" -> new AttributeValue.Bool(WireTypes.flag(json));
            case "NULL" -> nullValue(json);
            case "SS" -> new AttributeValue.SS(texts(json));
            case "NS" -> new AttributeValue.NS(numbers(json));
            case "BS" -> new AttributeValue.BS(binaries(json));
            case "L" -> new AttributeValue.L(list(json, depth));
            case "M" -> new AttributeValue.M(members(json, depth + 1));
            default -> null;
        };
    }

    private static AttributeValue nullValue(JsonNode json) {
        if (!WireTypes.flag(json)) {
            throw DynamoDbErrors.invalidParameters("Null attribute value types must have the value of true");
        }
        return new AttributeValue.Null();
    }

    private static Set<String> texts(JsonNode json) {
        requireElements(json, "An string set  may not be empty");
        return distinct(
                json,
                JsonNode::asText,
                elements -> "One or more parameter values were invalid: Input collection " + elements
                        + " contains duplicates.");
    }

    private static Set<BigDecimal> numbers(JsonNode json) {
        requireElements(json, "An number set  may not be empty");
        return distinct(json, text -> NumberRules.parse(text.asText()), _ -> "Input collection contains duplicates");
    }

    private static Set<Bytes> binaries(JsonNode json) {
        requireElements(json, "Binary sets should not be empty");
        return distinct(
                json,
                text -> Bytes.ofBase64(text.asText()),
                elements -> "One or more parameter values were invalid: Input collection " + elements
                        + "of type BS contains duplicates.");
    }

    private static void requireElements(JsonNode json, String otherwise) {
        if (json.isEmpty()) {
            throw DynamoDbErrors.invalidParameters(otherwise);
        }
    }

    private static <T> Set<T> distinct(
            JsonNode json, Function<JsonNode, T> read, Function<List<String>, String> otherwise) {
        Set<T> elements = new LinkedHashSet<>();
        boolean repeats = false;
        for (JsonNode element : json) {
            repeats |= !elements.add(read.apply(element));
        }
        if (repeats) {
            List<String> written = new ArrayList<>();
            json.forEach(element -> written.add(element.asText()));
            throw DynamoDbErrors.validation(otherwise.apply(written));
        }
        return elements;
    }

    private static List<AttributeValue> list(JsonNode json, int depth) {
        List<AttributeValue> elements = new ArrayList<>(json.size());
        json.forEach(element -> elements.add(read(element, depth + 1)));
        return elements;
    }

    static Map<String, AttributeValue> members(JsonNode json, int depth) {
        Map<String, AttributeValue> members = LinkedHashMap.newLinkedHashMap(json.size());
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            if (member.getKey().isEmpty()) {
                throw DynamoDbErrors.validation("Empty attribute name");
            }
            members.put(member.getKey(), read(member.getValue(), depth));
        }
        return members;
    }
}
