// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

/// Reports an invalid expression; the message is the service's, without the name of the parameter.
final class ExpressionException extends RuntimeException {

    ExpressionException(String message) {
        super(message, null, false, false);
    }

    static ExpressionException tooManyOperators(int count) {
        return new ExpressionException("The expression contains too many operators; operator count: " + count);
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
