// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import java.util.List;

/// The parameters of an operation that are expressions, and their legacy forms.
///
/// @param expressions in the order in which messages name them
/// @param legacy in the order in which messages name them; not to be mixed with expressions
public record ExpressionParameters(List<String> expressions, List<String> legacy) {
    private static final String NAMES = "ExpressionAttributeNames";
    private static final String VALUES = "ExpressionAttributeValues";
    private static final String PROJECTION = "ProjectionExpression";

    public void check(JsonNode input) {
        List<String> given = expressions.stream().filter(input::hasNonNull).toList();
        List<String> givenLegacy = legacy.stream()
                .filter(input::hasNonNull)
                .filter(name -> !name.equals("KeyConditions") || input.hasNonNull("KeyConditionExpression"))
                .toList();
        if (!given.isEmpty() && !givenLegacy.isEmpty()) {
            throw DynamoDbErrors.validation("Can not use both expression and non-expression parameters in the same"
                    + " request: Non-expression parameters: {" + String.join(", ", givenLegacy)
                    + "} Expression parameters: {" + String.join(", ", given) + "}");
        }
        if (input.hasNonNull(NAMES) && given.isEmpty()) {
            throw DynamoDbErrors.validation(NAMES + " can only be specified when using expressions");
        }
        checkValues(input);
    }

    private void checkValues(JsonNode input) {
        List<String> users =
                expressions.stream().filter(name -> !name.equals(PROJECTION)).toList();
        if (input.hasNonNull(VALUES) && !users.isEmpty() && users.stream().noneMatch(input::hasNonNull)) {
            throw DynamoDbErrors.validation(VALUES + " can only be specified when using expressions: "
                    + String.join(" and ", users) + (users.size() > 1 ? " are" : " is") + " null");
        }
    }
}
