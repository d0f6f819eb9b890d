// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import java.util.regex.Pattern;

/// A selectionPattern: a regular expression that must match the endpoint's whole status, or a Lambda
/// function's whole error message. `.` does not match a line end: a message of several lines needs `(\n|.)+`
/// ([set up integration
/// responses](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-integration-settings-integration-response.html)).
record SelectionPattern(Pattern pattern) {
    static SelectionPattern of(String expression) {
        return new SelectionPattern(Pattern.compile(expression));
    }

    /// The source text of the pattern.
    String text() {
        return pattern.pattern();
    }

    boolean selects(String value) {
        return pattern.matcher(value).matches();
    }
}
