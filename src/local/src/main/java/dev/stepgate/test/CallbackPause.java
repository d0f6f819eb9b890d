// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.time.VirtualTime;

/// Keeps the clock where it is while tasks wait for the test's answers, so that it does not jump to their
/// time limits.
final class CallbackPause {
    private final VirtualTime time;
    private int waiting;
    private boolean paused;

    CallbackPause(VirtualTime time) {
        this.time = time;
    }

    synchronized void begun() {
        waiting++;
        if (!time.isPaused()) {
            time.pause();
            paused = true;
        }
    }

    /// Nobody waits any more; how the clock goes on is the affair of whoever moved it there.
    synchronized void over() {
        waiting--;
        paused &= waiting > 0;
    }

    /// The clock goes on as it did before the first of them began to wait.
    synchronized void answered() {
        waiting--;
        if (waiting == 0 && paused) {
            paused = false;
            time.resume();
        }
    }
}
