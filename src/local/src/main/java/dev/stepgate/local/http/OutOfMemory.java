// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.util.internal.OutOfDirectMemoryError;
import org.jspecify.annotations.Nullable;

/// Tells the end of memory to the thread's handler of what nobody catches, which decides what becomes of the
/// process. The end of the network's buffers is the affair of the connection that has met it.
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
