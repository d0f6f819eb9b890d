// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// The clock of a [Stepgate]: of its workflows, functions, queues and gateways. It begins at
/// 2025-01-01T00:00:00Z.
public final class TestTime {
    private final Supplier<VirtualTime> clock;

    /// @param clock the one of now: it is another one after a reset
    TestTime(Supplier<VirtualTime> clock) {
        this.clock = clock;
    }

    public Instant now() {
        return clock.get().now();
    }

    /// From now on the clock stands still, except for [#advance]. What is started now begins at one instant,
    /// and in the order of the calls.
    public void pause() {
        clock.get().pause();
    }

    /// From now on the clock jumps to the next timer whenever nothing is in flight, as it does in the
    /// beginning.
    public void resume() {
        clock.get().resume();
    }

    /// Moves the clock by this much, doing everything that falls due on the way. Afterwards the clock stands
    /// still.
    public void advance(Duration duration) {
        try {
            VirtualTime time = clock.get();
            if (!time.advance(duration, RealTimeLimit.LIMIT)) {
                throw busy(time);
            }
        } catch (InterruptedException e) {
            throw RealTimeLimit.interrupted(e);
        }
    }

    /// Returns when nothing is left to do, for good or, when the clock stands still, at this instant.
    public void awaitIdle() {
        try {
            VirtualTime time = clock.get();
            if (!time.awaitIdle(RealTimeLimit.LIMIT)) {
                throw busy(time);
            }
        } catch (InterruptedException e) {
            throw RealTimeLimit.interrupted(e);
        }
    }

    /// What a test does while the clock stands comes after what it did before, and all that followed from that.
    void settleWhilePaused() {
        if (clock.get().isPaused()) {
            awaitIdle();
        }
    }

    private static AssertionError busy(VirtualTime time) {
        return RealTimeLimit.tooLong("there was still something to do", time.describe());
    }
}
