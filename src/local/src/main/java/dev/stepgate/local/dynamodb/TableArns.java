// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tables that a request names by their ARNs: everything else uses their names, and the answer names them
/// as the request does
/// ([ConsumedCapacity](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html)).
final class TableArns {
    private static final String TABLE_NAME = "TableName";
    private static final String IN_ARN = ":table/";
    private static final List<String> BY_TABLE =
            List.of("Responses", "UnprocessedKeys", "UnprocessedItems", "ItemCollectionMetrics");

    private final Map<String, String> byName = new HashMap<>();

    /// Returns the input with names instead of ARNs.
    JsonNode named(JsonNode input) {
        if (!mentionsArn(input)) {
            return input;
        }
        ObjectNode named = input.deepCopy();
        rename(named);
        named.path("TransactItems").forEach(item -> item.forEach(this::rename));
        renameKeys(named);
        return named;
    }

    private static boolean mentionsArn(JsonNode input) {
        if (isArn(input.path(TABLE_NAME).asText())) {
            return true;
        }
        for (JsonNode item : input.path("TransactItems")) {
            for (JsonNode action : item) {
                if (isArn(action.path(TABLE_NAME).asText())) {
                    return true;
                }
            }
        }
        return input.path("RequestItems").properties().stream().anyMatch(table -> isArn(table.getKey()));
    }

    private static boolean isArn(String name) {
        return name.startsWith("arn:") && name.contains(IN_ARN);
    }

    private void rename(JsonNode action) {
        String name = action.path(TABLE_NAME).asText();
        if (isArn(name) && action instanceof ObjectNode object) {
            object.put(TABLE_NAME, name(name));
        }
    }

    private void renameKeys(ObjectNode input) {
        if (input.path("RequestItems") instanceof ObjectNode tables) {
            ObjectNode renamed = input.putObject("RequestItems");
            tables.properties()
                    .forEach(table -> renamed.set(
                            isArn(table.getKey()) ? name(table.getKey()) : table.getKey(), table.getValue()));
        }
    }

    private String name(String arn) {
        String name = arn.substring(arn.indexOf(IN_ARN) + IN_ARN.length());
        byName.put(name, arn);
        return name;
    }

    /// Returns the answer with the ARNs of the request.
    JsonNode answered(JsonNode output) {
        if (byName.isEmpty() || !(output instanceof ObjectNode answer)) {
            return output;
        }
        JsonNode consumed = answer.path("ConsumedCapacity");
        (consumed.isArray() ? consumed : List.of(consumed)).forEach(this::answerTo);
        for (String member : BY_TABLE) {
            if (answer.path(member) instanceof ObjectNode tables) {
                ObjectNode renamed = answer.putObject(member);
                tables.properties()
                        .forEach(table ->
                                renamed.set(byName.getOrDefault(table.getKey(), table.getKey()), table.getValue()));
            }
        }
        return answer;
    }

    private void answerTo(JsonNode consumed) {
        String arn = byName.get(consumed.path(TABLE_NAME).asText());
        if (arn != null && consumed instanceof ObjectNode object) {
            object.put(TABLE_NAME, arn);
        }
    }
}
