// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

/// An intrinsic function that could not give its value: the error `States.Runtime`, as AWS was seen to
/// answer, though its documentation has a name for it. The message is AWS's cause.
public final class IntrinsicException extends RuntimeException {
    private IntrinsicException(String message) {
        super(message, null, false, false);
    }

    /// An argument the function does not take.
    static IntrinsicException refused(String message) {
        return new IntrinsicException(message);
    }

    /// An argument that names nothing.
    static IntrinsicException missing(String path, String input) {
        return new IntrinsicException(
                "The JsonPath argument for the field '" + path + "' could not be found in the input '" + input + "'");
    }

    IntrinsicException in(String call) {
        return new IntrinsicException("The function '" + call + "' had the following error: " + getMessage());
    }
}
