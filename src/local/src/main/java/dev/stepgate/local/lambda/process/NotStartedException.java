// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

/// Reports that a function's process cannot be started on this machine; the message says how to correct that.
final class NotStartedException extends Exception {
    NotStartedException(String message) {
        super(message, null, false, false);
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
