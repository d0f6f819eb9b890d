// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.partiql;

import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;

/// The refusals of statements that cannot be read, in the service's words.
final class Malformed {
    private static final String STATEMENT = "Statement wasn't well formed, can't be processed: ";

    private Malformed() {}

    /// @param detail empty where the service says no more
    static AwsException statement(String detail) {
        return DynamoDbErrors.validation(STATEMENT + detail);
    }

    static AwsException unexpected(Token token) {
        return statement(token.isKeyword() ? "Unexpected keyword" : "Unexpected term");
    }

    /// A refusal that names the place of a word.
    static AwsException at(Token token, String message) {
        return DynamoDbErrors.validation(message + " at " + token.place());
    }
}
