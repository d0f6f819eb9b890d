// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.evaluation.EvaluationLimitException;
import dev.stepgate.local.evaluation.RegularExpression;

/// A selectionPattern: a regular expression that must match the endpoint's whole status, or a Lambda
/// function's whole error message. `.` does not match a line end: a message of several lines needs `(\n|.)+`
/// ([set up integration
/// responses](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html)).
record SelectionPattern(RegularExpression expression) {
    static SelectionPattern of(String expression) {
        return new SelectionPattern(RegularExpression.of(expression));
    }

    /// The source text of the pattern.
    String text() {
        return expression.pattern().pattern();
    }

    boolean selects(String value) {
        try {
            return expression.matches(value);
        } catch (EvaluationLimitException e) {
            throw GatewayFailure.apiConfiguration()
                    .because("the selection pattern " + text() + " cannot be decided: " + e.getMessage());
        }
    }
}
