// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.sns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.pattern.CompiledPattern;
import dev.stepgate.local.pattern.InvalidPatternException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The messages that a subscription receives ([filter
/// policies](https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html)). Immutable; may be used
/// by
/// any thread.
record FilterPolicy(CompiledPattern pattern) {
    private static final int MAX_KEYS = 5;
    private static final int MAX_COMBINATIONS = 150;
    private static final String OR = "$or";

    /// The operators inside `anything-but`.
    private static final Set<String> NEGATED = Set.of("prefix", "equals-ignore-case", "wildcard");

    /// @param text a policy that has been checked
    static FilterPolicy of(String text) {
        try {
            return new FilterPolicy(CompiledPattern.of(text));
        } catch (InvalidPatternException e) {
            throw new IllegalStateException("a filter policy that is not valid: " + text, e);
        }
    }

    /// Tells whether an object matches: that of the message's attributes, or its body.
    boolean matches(JsonNode values) {
        return pattern.matches(Json.write(values));
    }

    /// Refuses a policy that is not valid, with the reason.
    ///
    /// @param isOfBody whether the message's body is matched, instead of its attributes
    /// @param reason before the reason: `Attributes Reason: ` for Subscribe
    static void require(String text, boolean isOfBody, String reason) {
        String prefix = reason + "FilterPolicy: ";
        JsonNode policy = parse(text, prefix);
        try {
            CompiledPattern.of(text);
        } catch (InvalidPatternException e) {
            throw TopicErrors.invalid(prefix + e.getMessage());
        }
        requireNegations(policy, prefix);
        if (!isOfBody && isNested(policy)) {
            throw TopicErrors.invalid("Filter policy scope MessageAttributes does not support nested filter policy");
        }
        if (keys(policy).size() > MAX_KEYS) {
            throw TopicErrors.invalid(prefix + "Filter policy can not have more than " + MAX_KEYS + " keys");
        }
        if (combinations(policy, 1) > MAX_COMBINATIONS) {
            throw TopicErrors.invalid(prefix + "Filter policy is too complex");
        }
    }

    /// Parses an attribute that is JSON.
    ///
    /// @param prefix of the message of an error
    static JsonNode parse(String text, String prefix) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException e) {
            throw TopicErrors.invalid(prefix + "failed to parse JSON. " + e.getMessage()
                    + "\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: "
                    + e.line() + ", column: " + e.column() + "]");
        }
    }

    private static void requireNegations(JsonNode part, String prefix) {
        JsonNode negated = part.path("anything-but");
        if (negated.isObject()) {
            negated.fieldNames().forEachRemaining(operator -> {
                if (!NEGATED.contains(operator)) {
                    throw TopicErrors.invalid(prefix + "Unsupported anything-but pattern: " + operator);
                }
            });
        }
        part.forEach(inner -> requireNegations(inner, prefix));
    }

    private static boolean isNested(JsonNode policy) {
        return policy.properties().stream()
                .anyMatch(key -> key.getKey().equals(OR)
                        ? key.getValue().valueStream().anyMatch(FilterPolicy::isNested)
                        : key.getValue().isObject());
    }

    /// Returns the keys of the first level.
    private static Set<String> keys(JsonNode policy) {
        Set<String> keys = new HashSet<>();
        for (Map.Entry<String, JsonNode> key : policy.properties()) {
            if (key.getKey().equals(OR)) {
                key.getValue().forEach(alternative -> keys.addAll(keys(alternative)));
            } else {
                keys.add(key.getKey());
            }
        }
        return keys;
    }

    /// Counts the [combinations of
    /// values](https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html).
    /// A value counts as often as its key is deep. Stops counting where it is far too many.
    private static long combinations(JsonNode policy, int depth) {
        long product = 1;
        for (Map.Entry<String, JsonNode> key : policy.properties()) {
            JsonNode value = key.getValue();
            long factor;
            if (key.getKey().equals(OR)) {
                factor = value.valueStream()
                        .mapToLong(alternative -> combinations(alternative, depth))
                        .sum();
            } else {
                factor = value.isObject() ? combinations(value, depth + 1) : (long) value.size() * depth;
            }
            product = Math.min(product * factor, Integer.MAX_VALUE);
        }
        return product;
    }
}
