// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The messages that a subscription receives ([filter
/// policies](https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html)). All keys must
/// match, and for each key one of the listed conditions.
sealed interface FilterPolicy {

    /// Tells whether an object matches: that of the message's attributes, or its body.
    boolean matches(JsonNode values);

    record All(List<FilterPolicy> parts) implements FilterPolicy {
        @Override
        public boolean matches(JsonNode values) {
            return parts.stream().allMatch(part -> part.matches(values));
        }
    }

    record Any(List<FilterPolicy> parts) implements FilterPolicy {
        @Override
        public boolean matches(JsonNode values) {
            return parts.stream().anyMatch(part -> part.matches(values));
        }
    }

    /// A key; any value of an array may match.
    record Key(String name, List<FilterCondition> conditions) implements FilterPolicy {
        @Override
        public boolean matches(JsonNode values) {
            JsonNode value = values.path(name);
            return conditions.stream().anyMatch(condition -> matches(condition, value));
        }

        private static boolean matches(FilterCondition condition, JsonNode value) {
            if (!value.isArray()) {
                return condition.matches(value);
            }
            for (JsonNode element : value) {
                if (condition.matches(element)) {
                    return true;
                }
            }
            return false;
        }
    }

    /// A key of the message's body that holds an object.
    record Nested(String name, FilterPolicy inner) implements FilterPolicy {
        @Override
        public boolean matches(JsonNode values) {
            JsonNode value = values.path(name);
            return inner.matches(value.isObject() ? value : JsonNodeFactory.instance.objectNode());
        }
    }

    /// Parses a policy; refuses unknown parts by name.
    static FilterPolicy parse(String text) {
        try {
            JsonNode policy = Json.parse(text);
            if (!policy.isObject()) {
                throw TopicErrors.invalid("FilterPolicy: Filter policy must be a JSON object");
            }
            return parse(policy);
        } catch (JsonSyntaxException e) {
            throw TopicErrors.invalid("FilterPolicy: failed to parse JSON. " + e.getMessage());
        }
    }

    private static FilterPolicy parse(JsonNode policy) {
        List<FilterPolicy> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : policy.properties()) {
            parts.add(part(entry.getKey(), entry.getValue()));
        }
        return new All(List.copyOf(parts));
    }

    private static FilterPolicy part(String name, JsonNode value) {
        if (value.isObject()) {
            return new Nested(name, parse(value));
        }
        if (!value.isArray()) {
            throw TopicErrors.invalid("FilterPolicy: \"" + name + "\" must be an object or an array");
        }
        if (name.equals("$or")) {
            List<FilterPolicy> alternatives = new ArrayList<>();
            value.forEach(alternative -> alternatives.add(parse(alternative)));
            return new Any(List.copyOf(alternatives));
        }
        List<FilterCondition> conditions = new ArrayList<>();
        value.forEach(condition -> conditions.add(FilterCondition.parse(condition)));
        return new Key(name, List.copyOf(conditions));
    }
}
