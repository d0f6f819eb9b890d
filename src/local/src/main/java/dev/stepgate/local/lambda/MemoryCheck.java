// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.time.Duration;

/// Checks whether memory is free again after a function has used it up: the function's classes are dropped,
/// with everything in their static fields, as soon as its thread has ended. If the memory is not free, the
/// error goes to the handler of uncaught exceptions.
final class MemoryCheck {
    private static final int SHARE_OF_THE_HEAP = 16;
    private static final int PIECE_BYTES = 1024 * 1024;
    private static final int ATTEMPTS = 20;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private MemoryCheck() {}

    /// Called at the end of the function's thread. The check must not refer to that thread, which holds the
    /// classes.
    static void start() {
        Thread.ofPlatform()
                .daemon()
                .name("memory-check")
                .inheritInheritableThreadLocals(false)
                .start(MemoryCheck::check);
    }

    private static void check() {
        for (int attempt = 1; ; attempt++) {
            try {
                Thread.sleep(PAUSE);
                allocate();
                return;
            } catch (InterruptedException _) {
                return;
            } catch (OutOfMemoryError e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static void allocate() {
        long pieces = Runtime.getRuntime().maxMemory() / SHARE_OF_THE_HEAP / PIECE_BYTES;
        byte[][] held = new byte[(int) Math.max(1, pieces)][];
        for (int i = 0; i < held.length; i++) {
            held[i] = new byte[PIECE_BYTES];
        }
    }
}
