// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.handler;

import java.util.Map;

/// Reads the members that a request to a handler must have.
public final class Members {
    private Members() {}

    /// Returns a string of a request.
    ///
    /// @throws IllegalArgumentException when the request has no string under that name
    public static String text(Map<String, ?> request, String member) {
        if (request.get(member) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("the request has no text at " + member);
    }
}
