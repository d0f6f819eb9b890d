// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import java.util.regex.Pattern;

/// A selectionPattern: a regular expression that must match the whole of the endpoint's status, or of a Lambda
/// function's error message.
record Selection(Pattern pattern) {
    static Selection of(String expression) {
        return new Selection(Pattern.compile(expression, Pattern.DOTALL));
    }

    boolean selects(String value) {
        return pattern.matcher(value).matches();
    }
}
