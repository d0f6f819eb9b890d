// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.AwsException;

/// The errors of DynamoDB, with its messages.
public final class DynamoDbErrors {
    private static final String INVALID_PARAMETERS = "One or more parameter values were invalid: ";

    private DynamoDbErrors() {}

    public static AwsException validation(String message) {
        return new AwsException(400, "ValidationException", message);
    }

    /// Makes an error whose message begins with `One or more parameter values were invalid: `.
    public static AwsException invalidParameters(String message) {
        return validation(INVALID_PARAMETERS + message);
    }

    public static AwsException keyMismatch() {
        return validation("The provided key element does not match the schema");
    }

    /// Reports a member of the wrong JSON type. The text is in `Message`, as in errors of the service's
    /// framework.
    public static AwsException serialization(String message) {
        return new AwsException(400, "SerializationException", message);
    }

    public static AwsException noTable() {
        return notFound("Requested resource not found");
    }

    public static AwsException noTable(String table) {
        return notFound("Requested resource not found: Table: " + table + " not found");
    }

    public static AwsException notFound(String message) {
        return new AwsException(400, "ResourceNotFoundException", message);
    }

    public static AwsException inUse(String message) {
        return new AwsException(400, "ResourceInUseException", message);
    }

    public static AwsException limitExceeded(String message) {
        return new AwsException(400, "LimitExceededException", message);
    }

    public static AwsException duplicateItem() {
        return new AwsException(400, "DuplicateItemException", "Duplicate primary key exists in table");
    }

    public static AwsException conditionFailed() {
        return new AwsException(400, "ConditionalCheckFailedException", "The conditional request failed");
    }

    /// Reports a failed condition, with the item that did not fulfil it.
    public static AwsException conditionFailed(Item existing) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        members.set("Item", existing.toJson());
        return new AwsException(400, "ConditionalCheckFailedException", "The conditional request failed", members);
    }
}
