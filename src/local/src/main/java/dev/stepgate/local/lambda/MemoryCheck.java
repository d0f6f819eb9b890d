// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

/// Finds out whether memory has come back after a function had used it up: the function's classes are
/// dropped, with all that their static fields hold. If it has not, the error goes where errors go that nobody
/// catches.
final class MemoryCheck {
    private static final int SHARE_OF_THE_HEAP = 16;
    private static final int PIECE_BYTES = 1024 * 1024;

    private MemoryCheck() {}

    /// Waits for the end of the function's thread, which still holds the classes.
    static void after(Thread function) {
        Thread.ofPlatform()
                .daemon()
                .name("memory-check")
                .inheritInheritableThreadLocals(false)
                .start(() -> check(function));
    }

    private static void check(Thread function) {
        try {
            function.join();
        } catch (InterruptedException _) {
            return;
        }
        long pieces = Runtime.getRuntime().maxMemory() / SHARE_OF_THE_HEAP / PIECE_BYTES;
        byte[][] held = new byte[(int) Math.max(1, pieces)][];
        for (int i = 0; i < held.length; i++) {
            held[i] = new byte[PIECE_BYTES];
        }
    }
}
