// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;

/// The clock of a [Stepgate]: of its workflows, functions, queues and gateways. It begins at 2025-01-01T00:00:00Z.
public final class TestTime {
    private final VirtualTime time;

    TestTime(VirtualTime time) {
        this.time = time;
    }

    public Instant now() {
        return time.now();
    }

    /// From now on the clock stands still, except for [#advance].
    public void pause() {
        time.pause();
    }

    /// From now on the clock jumps to the next timer whenever nothing is in flight, as it does in the beginning.
    public void resume() {
        time.resume();
    }

    /// Moves the clock by this much, doing everything that falls due on the way. Afterwards the clock stands still.
    public void advance(Duration duration) {
        try {
            time.advance(duration);
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
    }

    /// Returns when nothing is left to do, for good or, when the clock stands still, at this instant.
    public void awaitIdle() {
        try {
            time.awaitIdle();
        } catch (InterruptedException e) {
            throw Patience.interrupted(e);
        }
    }
}
