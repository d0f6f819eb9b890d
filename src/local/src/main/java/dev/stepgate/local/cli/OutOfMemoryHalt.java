// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/// Ends the JVM when it has run out of memory: the error could strike any code next, and a process that
/// neither answers nor ends is no help. All other uncaught exceptions are printed, as usual.
///
/// Called by every thread that an error ends, and by executors that catch whatever their tasks throw.
final class OutOfMemoryHalt implements Thread.UncaughtExceptionHandler {
    private static final int STATUS = 3;

    private final byte[] line = ("stepgate: out of memory (the heap has "
                    + Runtime.getRuntime().maxMemory() / 1024 / 1024
                    + " MB), ended with status " + STATUS
                    + ". Give it more with java -Xmx, keep less with --retention-memory, or look for the function that"
                    + " keeps what it is given.\n")
            .getBytes(StandardCharsets.UTF_8);
    private final OutputStream err;
    private final IntConsumer halt;

    OutOfMemoryHalt(OutputStream err, IntConsumer halt) {
        this.err = err;
        this.halt = halt;
    }

    /// Installs the handler for all threads of this JVM.
    static void install() {
        Thread.setDefaultUncaughtExceptionHandler(new OutOfMemoryHalt(
                new FileOutputStream(FileDescriptor.err),
                status -> Runtime.getRuntime().halt(status)));
    }

    /// Handles an uncaught exception, without allocating anything when memory is short.
    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            try {
                err.write(line);
            } catch (IOException _) {
                // nobody reads it
            } finally {
                halt.accept(STATUS);
            }
        } else {
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            failure.printStackTrace();
        }
    }
}
