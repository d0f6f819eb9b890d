// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.List;
import java.util.function.Predicate;

/// The filters of an event source mapping, which have the syntax of event patterns
/// ([filtering](https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html)). Takes a
/// record of the function's event that one of the patterns matches, and every record when there are
/// none. Immutable; may be used by any thread.
public final class FilterCriteria implements Predicate<JsonNode> {
    private final List<String> patterns;
    private final List<EventPattern> compiled;

    private FilterCriteria(List<String> patterns, List<EventPattern> compiled) {
        this.patterns = patterns;
        this.compiled = compiled;
    }

    /// @param patterns each as JSON
    /// @throws AwsException InvalidParameterValueException for a pattern that is not valid
    public static FilterCriteria of(List<String> patterns) {
        try {
            return new FilterCriteria(
                    List.copyOf(patterns),
                    patterns.stream().map(EventPattern::parse).toList());
        } catch (AwsException invalid) {
            throw new AwsException(
                    400, "InvalidParameterValueException", "Invalid filter pattern definition. " + invalid.message());
        }
    }

    @Override
    public boolean test(JsonNode record) {
        if (compiled.isEmpty()) {
            return true;
        }
        String text = Json.write(withBody(record));
        return compiled.stream().anyMatch(pattern -> pattern.matches(text));
    }

    /// Returns the record with its body as JSON, if it is an object
    /// ([Amazon SQS](https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html)).
    private static JsonNode withBody(JsonNode record) {
        if (record.path("body").isTextual()) {
            try {
                JsonNode body = Json.parse(record.path("body").textValue());
                return body.isObject() ? ((ObjectNode) record.deepCopy()).set("body", body) : record;
            } catch (JsonSyntaxException _) {
                return record;
            }
        }
        return record;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FilterCriteria criteria && criteria.patterns.equals(patterns);
    }

    @Override
    public int hashCode() {
        return patterns.hashCode();
    }
}
