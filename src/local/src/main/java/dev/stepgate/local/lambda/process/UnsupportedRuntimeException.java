// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

/// Reports a `Runtime` that functions cannot have here: Ruby, .NET, retired ones, and those that AWS does not
/// know either.
public final class UnsupportedRuntimeException extends Exception {
    UnsupportedRuntimeException(String identifier, String wayOn) {
        super("the runtime " + identifier + " is not here: " + wayOn, null, false, false);
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
