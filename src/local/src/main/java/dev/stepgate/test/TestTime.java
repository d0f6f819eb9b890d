// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// The clock of a [Stepgate], which its workflows, functions, queues and gateways share. It begins at
/// 2025-01-01T00:00:00Z.
public final class TestTime {
    private final Supplier<VirtualTime> clock;

    /// @param clock returns the current clock, which a reset replaces
    TestTime(Supplier<VirtualTime> clock) {
        this.clock = clock;
    }

    public Instant now() {
        return clock.get().now();
    }

    /// Pauses the clock, except for [#advance]. Everything started now begins at the same instant, in the
    /// order of the calls.
    public void pause() {
        clock.get().pause();
    }

    /// Lets the clock jump to the next timer whenever nothing is in flight, which is the initial mode.
    public void resume() {
        clock.get().resume();
    }

    /// Advances the clock by this duration, running everything that falls due on the way. Afterwards the
    /// clock is paused.
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

    /// Waits until nothing is left to do: at all or, if the clock is paused, at this instant.
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

    /// Waits, while the clock is paused, for everything that the test's earlier actions caused, so that its
    /// next action comes after that.
    void settleWhilePaused() {
        if (clock.get().isPaused()) {
            awaitIdle();
        }
    }

    private static AssertionError busy(VirtualTime time) {
        return RealTimeLimit.tooLong("there was still something to do", time.describe());
    }
}
