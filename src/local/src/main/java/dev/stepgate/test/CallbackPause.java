// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.time.VirtualTime;

/// Pauses the clock while tasks wait for the test's answers, so that it does not jump to their time limits.
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

    /// Called when a wait ends without an answer; the clock stays as it is, for the test has moved it there.
    synchronized void over() {
        waiting--;
        paused &= waiting > 0;
    }

    /// Called after an answer; once all are answered, the clock continues as before the first wait.
    synchronized void answered() {
        waiting--;
        if (waiting == 0 && paused) {
            paused = false;
            time.resume();
        }
    }
}
