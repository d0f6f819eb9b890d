// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

/// An intrinsic function that refused its arguments: the error `States.IntrinsicFailure`. The message is AWS's cause.
public final class IntrinsicException extends RuntimeException {
    IntrinsicException(String message) {
        super(message, null, false, false);
    }
}
