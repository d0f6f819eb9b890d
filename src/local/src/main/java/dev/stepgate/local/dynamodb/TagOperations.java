// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// The tags of tables.
final class TagOperations {
    private static final String RESOURCE = "ResourceArn";
    private static final Pattern ARN_LIKE = Pattern.compile(".+:.+:.+:.+:.+:.+/.+");
    private static final Pattern TABLE_ARN = Pattern.compile("arn:[^:]+:dynamodb:.+:\\d+:table/[^/]{2}[^/]+");
    private static final int MAX_TAGS = 50;

    private final TableRegistry registry;

    TagOperations(TableRegistry registry) {
        this.registry = registry;
    }

    JsonNode call(String operation, JsonNode input) {
        return switch (operation) {
            case "TagResource" -> tag(operation, input);
            case "UntagResource" -> untag(operation, input);
            case "ListTagsOfResource" -> list(operation, input);
            default -> throw AwsException.unknownOperation("dynamodb", operation);
        };
    }

    /// Reads the tags of a request.
    static Map<String, String> read(JsonNode input) {
        Map<String, String> tags = new TreeMap<>();
        input.path("Tags")
                .forEach(tag ->
                        tags.put(tag.path("Key").asText(), tag.path("Value").asText()));
        return tags;
    }

    private JsonNode tag(String operation, JsonNode input) {
        requireArn(operation, input);
        requireGiven(input, "Tags");
        requireTableArn(input);
        if (input.path("Tags").isEmpty()) {
            throw DynamoDbErrors.validation("Atleast one Tag needs to be provided as Input.");
        }
        Table table = table(input, "Requested resource not found: ResourcArn: " + arn(input) + " not found");
        table.lock();
        try {
            Map<String, String> all = new TreeMap<>(table.tags());
            all.putAll(read(input));
            if (all.size() > MAX_TAGS) {
                throw DynamoDbErrors.limitExceeded("The number of tags exceeds the limit of " + MAX_TAGS);
            }
            table.tags().putAll(all);
            table.keep();
        } finally {
            table.unlock();
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode untag(String operation, JsonNode input) {
        requireArn(operation, input);
        requireGiven(input, "TagKeys");
        requireTableArn(input);
        List<String> keys = Members.texts(input, "TagKeys");
        if (keys.isEmpty()) {
            throw DynamoDbErrors.validation("Atleast one Tag Key needs to be provided as Input.");
        }
        Table table = table(input, "Requested resource not found");
        table.lock();
        try {
            table.tags().keySet().removeAll(keys);
            table.keep();
        } finally {
            table.unlock();
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private JsonNode list(String operation, JsonNode input) {
        requireArn(operation, input);
        requireTableArn(input);
        Table table = table(input, "Requested resource not found: ResourcArn: " + arn(input) + " not found");
        ObjectNode output = JsonNodeFactory.instance.objectNode();
        ArrayNode tags = output.putArray("Tags");
        table.lock();
        try {
            table.tags()
                    .forEach((key, value) -> tags.addObject().put("Key", key).put("Value", value));
        } finally {
            table.unlock();
        }
        return output;
    }

    private static String arn(JsonNode input) {
        return input.path(RESOURCE).asText();
    }

    private void requireArn(String operation, JsonNode input) {
        if (!input.hasNonNull(RESOURCE)) {
            throw DynamoDbErrors.validation("Invalid TableArn");
        }
        String arn = arn(input);
        if (!ARN_LIKE.matcher(arn).matches()) {
            throw new AwsException(
                    400,
                    "AccessDeniedException",
                    "User: arn:aws:iam::" + registry.account().id() + ":root is not authorized to perform: dynamodb:"
                            + operation + " on resource: " + (arn.isEmpty() ? "*" : arn));
        }
    }

    private static void requireGiven(JsonNode input, String parameter) {
        if (!input.hasNonNull(parameter)) {
            throw DynamoDbErrors.validation("1 validation error detected: Value null at '"
                    + Character.toLowerCase(parameter.charAt(0)) + parameter.substring(1)
                    + "' failed to satisfy constraint: Member must not be null");
        }
    }

    private static void requireTableArn(JsonNode input) {
        if (!TABLE_ARN.matcher(arn(input)).matches()) {
            throw DynamoDbErrors.validation("Invalid TableArn: Invalid ResourceArn provided as input " + arn(input));
        }
    }

    private Table table(JsonNode input, String otherwise) {
        String arn = arn(input);
        return registry.find(arn.substring(arn.lastIndexOf('/') + 1))
                .filter(table -> table.identity().arn().equals(arn))
                .orElseThrow(() -> DynamoDbErrors.notFound(otherwise));
    }
}
