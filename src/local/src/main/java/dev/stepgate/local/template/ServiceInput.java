// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Set;

/// Converts properties to the input of their service's API. CloudFormation accepts `"5"` for 5 and 5 for
/// `"5"`, but the service's API does not, so every value is converted to the type that the API expects.
final class ServiceInput {
    private static final Set<String> NUMBERS = Set.of(
            "ReadCapacityUnits",
            "WriteCapacityUnits",
            "MaxReadRequestUnits",
            "MaxWriteRequestUnits",
            "MaximumRetryAttempts",
            "MaximumEventAgeInSeconds",
            "MaximumWindowInMinutes",
            "InvocationRateLimitPerSecond",
            "PasswordLength");
    private static final Set<String> FLAGS = Set.of(
            "Enabled",
            "DeletionProtectionEnabled",
            "ExcludeLowercase",
            "ExcludeNumbers",
            "ExcludePunctuation",
            "ExcludeUppercase",
            "IncludeSpace",
            "RequireEachIncludedType",
            "IsValueSecret");

    private ServiceInput() {}

    /// Returns those of the properties that are present, under their own names.
    static ObjectNode of(Properties properties, List<String> names) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        names.forEach(name -> properties.node(name).ifPresent(node -> input.set(name, value(name, node))));
        return input;
    }

    /// @param name of the member that has the value
    static JsonNode value(String name, Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar(name, scalar);
            case Node.Items items ->
                JsonNodeFactory.instance
                        .arrayNode()
                        .addAll(items.items().stream()
                                .map(item -> value(name, item))
                                .toList());
            case Node.Fields fields -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                fields.fields().forEach((member, field) -> object.set(member, value(member, field.value())));
                yield object;
            }
            case Node.Unknown unknown -> unknown.json();
        };
    }

    private static JsonNode scalar(String name, Node.Scalar scalar) {
        if (NUMBERS.contains(name) && scalar.text().matches("[0-9]{1,18}")) {
            return LongNode.valueOf(Long.parseLong(scalar.text()));
        }
        if (FLAGS.contains(name) && scalar.text().matches("(?i)true|false")) {
            return BooleanNode.valueOf(Boolean.parseBoolean(scalar.text()));
        }
        return TextNode.valueOf(scalar.text());
    }
}
