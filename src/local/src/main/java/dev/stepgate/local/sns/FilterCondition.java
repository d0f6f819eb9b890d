// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// A condition on one key of a filter policy. An absent value is a missing node.
sealed interface FilterCondition {

    boolean matches(JsonNode value);

    /// Equality, where numbers are compared by value: `1.0` equals `1`.
    record Exactly(JsonNode wanted) implements FilterCondition {
        @Override
        public boolean matches(JsonNode value) {
            return wanted.isNumber() && value.isNumber()
                    ? Json.decimal(wanted).compareTo(Json.decimal(value)) == 0
                    : wanted.equals(value);
        }
    }

    /// `exists`, `prefix`, `suffix`, `equals-ignore-case` and `wildcard`, all of which test a string.
    record Matches(Pattern pattern) implements FilterCondition {
        @Override
        public boolean matches(JsonNode value) {
            return value.isTextual() && pattern.matcher(value.textValue()).matches();
        }
    }

    record Exists(boolean wanted) implements FilterCondition {
        @Override
        public boolean matches(JsonNode value) {
            return value.isMissingNode() != wanted;
        }
    }

    /// Matches a value that is present and matches none of the conditions.
    record AnythingBut(List<FilterCondition> excluded) implements FilterCondition {
        @Override
        public boolean matches(JsonNode value) {
            return !value.isMissingNode() && excluded.stream().noneMatch(condition -> condition.matches(value));
        }
    }

    record Numeric(List<Bound> bounds) implements FilterCondition {
        @Override
        public boolean matches(JsonNode value) {
            return value.isNumber() && bounds.stream().allMatch(bound -> bound.holds(Json.decimal(value)));
        }
    }

    /// One comparison of a numeric condition, such as `>=`, 5.
    record Bound(String operator, BigDecimal limit) {
        boolean holds(BigDecimal value) {
            int order = value.compareTo(limit);
            return switch (operator) {
                case "=" -> order == 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                default -> throw TopicErrors.invalid("FilterPolicy: Unrecognized numeric range operator: " + operator);
            };
        }
    }

    static FilterCondition parse(JsonNode condition) {
        if (!condition.isObject()) {
            if (condition.isArray()) {
                throw TopicErrors.invalid("FilterPolicy: Match value must be String, number, true, false, or null");
            }
            return new Exactly(condition);
        }
        if (condition.size() != 1) {
            throw TopicErrors.invalid("FilterPolicy: Only one key allowed in match expression");
        }
        Map.Entry<String, JsonNode> only = condition.properties().iterator().next();
        return operator(only.getKey(), only.getValue());
    }

    private static FilterCondition operator(String name, JsonNode value) {
        return switch (name) {
            case "exists" -> new Exists(value.asBoolean());
            case "numeric" -> numeric(value);
            case "anything-but" -> anythingBut(value);
            case "prefix" -> new Matches(Pattern.compile(quote(name, value) + ".*", Pattern.DOTALL));
            case "suffix" -> new Matches(Pattern.compile(".*" + quote(name, value), Pattern.DOTALL));
            case "equals-ignore-case" ->
                new Matches(Pattern.compile(quote(name, value), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
            case "wildcard" ->
                new Matches(Pattern.compile(quote(name, value).replace("*", "\\E.*\\Q"), Pattern.DOTALL));
            default -> throw TopicErrors.invalid("FilterPolicy: Unrecognized match type " + name);
        };
    }

    private static String quote(String operator, JsonNode value) {
        if (!value.isTextual()) {
            throw TopicErrors.invalid("FilterPolicy: " + operator + " match pattern must be a string");
        }
        return Pattern.quote(value.textValue());
    }

    private static FilterCondition anythingBut(JsonNode value) {
        List<FilterCondition> excluded = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(each -> excluded.add(new Exactly(each)));
        } else {
            excluded.add(parse(value));
        }
        return new AnythingBut(List.copyOf(excluded));
    }

    private static FilterCondition numeric(JsonNode value) {
        List<Bound> bounds = new ArrayList<>();
        for (int i = 0; i + 1 < value.size(); i += 2) {
            if (!value.get(i + 1).isNumber()) {
                throw TopicErrors.invalid(
                        "FilterPolicy: Value of " + value.get(i).asText() + " must be numeric");
            }
            Bound bound = new Bound(value.get(i).asText(), Json.decimal(value.get(i + 1)));
            bound.holds(BigDecimal.ZERO);
            bounds.add(bound);
        }
        if (bounds.isEmpty() || value.size() % 2 != 0) {
            throw TopicErrors.invalid("FilterPolicy: Invalid member in numeric match: " + value);
        }
        return new Numeric(List.copyOf(bounds));
    }
}
