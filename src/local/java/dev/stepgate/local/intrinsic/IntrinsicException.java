// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

/// An intrinsic function that could not give its value. The message is AWS's cause.
public final class IntrinsicException extends RuntimeException {
    private final String error;

    private IntrinsicException(String error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    /// An argument the function does not take.
    static IntrinsicException refused(String message) {
        return new IntrinsicException("States.IntrinsicFailure", message);
    }

    /// An argument that names nothing.
    static IntrinsicException missing(String path, String input) {
        return new IntrinsicException(
                "States.Runtime",
                "The JsonPath argument for the field '" + path + "' could not be found in the input '" + input + "'");
    }

    IntrinsicException in(String call) {
        return new IntrinsicException(error, "The function '" + call + "' had the following error: " + getMessage());
    }

    /// `States.IntrinsicFailure`, or `States.Runtime` for an argument that names nothing.
    public String error() {
        return error;
    }
}
