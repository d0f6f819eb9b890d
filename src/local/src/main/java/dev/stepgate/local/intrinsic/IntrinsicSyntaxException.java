// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

/// Text that is not a call of an intrinsic function.
public final class IntrinsicSyntaxException extends RuntimeException {
    IntrinsicSyntaxException(String message) {
        super(message);
    }
}
