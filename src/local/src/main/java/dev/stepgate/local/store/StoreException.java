// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.store;

import org.jspecify.annotations.Nullable;

/// Reports that the folder cannot be used, or that its disk cannot be written to at the moment. The message
/// names the folder, the cause and the remedy.
public final class StoreException extends RuntimeException {

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
