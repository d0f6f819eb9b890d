// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import java.util.regex.Pattern;

/// A selectionPattern: a regular expression that must match the whole of the endpoint's status, or of a
/// Lambda function's error message. A `.` matches no line end: a message of several lines wants `(\n|.)+`
/// ([set up integration
/// responses](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html)).
record SelectionPattern(Pattern pattern) {
    static SelectionPattern of(String expression) {
        return new SelectionPattern(Pattern.compile(expression));
    }

    /// As it is written.
    String text() {
        return pattern.pattern();
    }

    boolean selects(String value) {
        return pattern.matcher(value).matches();
    }
}
