// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The single event for which a connection waits, and the action when it does not happen in time. Uses real
/// time; confined to the connection's event loop.
///
/// A connection sets several deadlines for each request, and nearly always meets them. So a timer stays set while
/// deadlines change; when it fires too early for the current one, it is set again.
final class Deadline {
    private final Channel channel;
    private @Nullable Runnable missed;
    private long dueNanos;
    private @Nullable Future<?> timer;
    private long timerNanos;

    Deadline(Channel channel) {
        this.channel = channel;
    }

    /// Replaces any earlier deadline.
    void set(Duration delay, Runnable missed) {
        this.missed = missed;
        dueNanos = System.nanoTime() + delay.toNanos();
        if (timer != null && timerNanos - dueNanos > 0) {
            timer.cancel(false);
            timer = null;
        }
        if (timer == null) {
            setTimer(delay.toNanos());
        }
    }

    private void setTimer(long nanos) {
        timerNanos = dueNanos;
        timer = channel.eventLoop().schedule(this::fire, nanos, TimeUnit.NANOSECONDS);
    }

    private void fire() {
        timer = null;
        Runnable action = missed;
        if (action == null) {
            return;
        }
        long early = dueNanos - System.nanoTime();
        if (early > 0) {
            setTimer(early);
        } else {
            missed = null;
            action.run();
        }
    }

    void cancel() {
        missed = null;
    }

    /// Cancels the timer, too: there will be no other deadline.
    void end() {
        cancel();
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
