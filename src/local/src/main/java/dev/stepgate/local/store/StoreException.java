// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import org.jspecify.annotations.Nullable;

/// The folder cannot be used, or its disk takes nothing at the moment. The message says which folder, what is
/// wrong and how to go on.
public final class StoreException extends RuntimeException {

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
