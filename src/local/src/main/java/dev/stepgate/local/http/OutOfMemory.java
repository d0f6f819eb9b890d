// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.util.internal.OutOfDirectMemoryError;
import org.jspecify.annotations.Nullable;

/// Reports that memory has run out to the thread's handler of uncaught exceptions, which decides the fate of
/// the process. If only the network's buffers have run out, it is left to the connection concerned.
final class OutOfMemory {
    private OutOfMemory() {}

    /// Does nothing for any other failure.
    static void tell(@Nullable Throwable failure) {
        Thread thread = Thread.currentThread();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError && !(cause instanceof OutOfDirectMemoryError)) {
                thread.getUncaughtExceptionHandler().uncaughtException(thread, cause);
                return;
            }
        }
    }
}
