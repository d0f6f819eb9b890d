// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

/// Reports an intrinsic function that has no value: the error `States.Runtime`, as observed on AWS, although
/// the documentation names another one. The message is AWS's cause.
public final class IntrinsicException extends RuntimeException {
    private IntrinsicException(String message) {
        super(message, null, false, false);
    }

    /// Reports an argument that the function does not accept.
    static IntrinsicException refused(String message) {
        return new IntrinsicException(message);
    }

    /// Reports a path that finds nothing.
    static IntrinsicException missing(String path, String input) {
        return new IntrinsicException(
                "The JsonPath argument for the field '" + path + "' could not be found in the input '" + input + "'");
    }

    IntrinsicException in(String call) {
        return new IntrinsicException("The function '" + call + "' had the following error: " + getMessage());
    }
}
