// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import java.util.regex.Pattern;

/// A selectionPattern: a regular expression that must match the whole of the endpoint's status, or of a Lambda
/// function's error message.
record SelectionPattern(Pattern pattern) {
    static SelectionPattern of(String expression) {
        return new SelectionPattern(Pattern.compile(expression, Pattern.DOTALL));
    }

    boolean selects(String value) {
        return pattern.matcher(value).matches();
    }
}
