// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;

/// Checks that Select is consistent with the other parameters that select attributes
/// ([Select](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Query.html#DDB-Query-request-Select)).
final class Selects {
    private Selects() {}

    static void check(JsonNode input) {
        String select = input.path("Select").asText();
        String given = input.hasNonNull("AttributesToGet")
                ? "AttributesToGet"
                : input.hasNonNull("ProjectionExpression") ? "ProjectionExpression" : "";
        switch (select) {
            case "SPECIFIC_ATTRIBUTES" -> require(given);
            case "COUNT" -> refuse(given, "only the Count");
            case "ALL_ATTRIBUTES" -> refuse(given, select);
            case "ALL_PROJECTED_ATTRIBUTES" -> {
                refuse(given, select);
                if (!input.hasNonNull("IndexName")) {
                    throw DynamoDbErrors.invalidParameters(
                            "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
                }
            }
            default -> {
                // nothing is selected
            }
        }
    }

    private static void require(String given) {
        if (given.isEmpty()) {
            throw DynamoDbErrors.validation("Must specify the AttributesToGet or ProjectionExpression when"
                    + " choosing to get SPECIFIC_ATTRIBUTES");
        }
    }

    private static void refuse(String given, String selected) {
        if (!given.isEmpty()) {
            throw DynamoDbErrors.validation("Cannot specify the " + given + " when choosing to get " + selected);
        }
    }
}
