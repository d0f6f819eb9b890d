// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.stream.Collectors;

/// Converts the names of DynamoDB's members where those of the AWS SDK for Java 2 differ from the API's:
/// `Bool` for `BOOL`, `Nul` for `NULL`
/// ([AttributeValue](https://sdk.amazonaws.com/java/api/latest/software/amazon/awssdk/services/dynamodb/model/AttributeValue.html)).
/// Attributes keep the names that they have in their table: the type of the value distinguishes a member from
/// an attribute.
final class DynamoDbNames {
    /// Names of the type members in an attribute's value.
    private static final Map<String, String> OF_VALUES =
            Map.of("BOOL", "Bool", "NULL", "Nul", "SS", "Ss", "NS", "Ns", "BS", "Bs");

    private static final Map<String, String> API_VALUES = reversed(OF_VALUES);

    /// Names of members beside a table's key schema, where items have no attributes.
    private static final Map<String, String> OF_TABLES = Map.of(
            "SSESpecification", "SseSpecification",
            "SSEDescription", "SseDescription",
            "SSEType", "SseType",
            "KMSMasterKeyId", "KmsMasterKeyId",
            "KMSMasterKeyArn", "KmsMasterKeyArn");

    private static final Map<String, String> API_TABLES = reversed(OF_TABLES);

    private DynamoDbNames() {}

    private static Map<String, String> reversed(Map<String, String> names) {
        return names.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
    }

    /// Converts a task's parameters to the service's; the API's own names are accepted too.
    static JsonNode toApi(ObjectNode parameters) {
        ObjectNode renamed = (ObjectNode) values(parameters, API_VALUES);
        if (renamed.path("SseSpecification").isObject()) {
            renamed.set(
                    "SSESpecification",
                    SdkNames.rename(renamed.remove("SseSpecification"), name -> API_TABLES.getOrDefault(name, name)));
        }
        return renamed;
    }

    static JsonNode toSdk(JsonNode answer) {
        JsonNode renamed = values(answer, OF_VALUES);
        if (renamed instanceof ObjectNode output) {
            renameTable(output, "Table");
            renameTable(output, "TableDescription");
        }
        return renamed;
    }

    private static void renameTable(ObjectNode output, String member) {
        if (output.path(member).isObject()) {
            output.set(member, SdkNames.rename(output.path(member), name -> OF_TABLES.getOrDefault(name, name)));
        }
    }

    private static JsonNode values(JsonNode value, Map<String, String> names) {
        if (value.isArray()) {
            ArrayNode renamed = JsonNodes.array();
            value.forEach(element -> renamed.add(values(element, names)));
            return renamed;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode renamed = JsonNodes.object();
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            String name = member.getKey();
            boolean isOfValue = member.getValue().isBoolean()
                    || member.getValue().isArray()
                            && member.getValue().valueStream().allMatch(JsonNode::isTextual);
            renamed.set(isOfValue ? names.getOrDefault(name, name) : name, values(member.getValue(), names));
        }
        return renamed;
    }
}
