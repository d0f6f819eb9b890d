// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.intrinsic;

/// Text that is no intrinsic function call.
public final class IntrinsicSyntaxException extends RuntimeException {
    IntrinsicSyntaxException(String message) {
        super(message);
    }
}
