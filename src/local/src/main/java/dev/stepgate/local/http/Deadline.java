// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The single event for which a connection waits, and the action when it does not happen in time. Uses real
/// time; confined to the connection's event loop.
final class Deadline {
    private final Channel channel;
    private @Nullable Future<?> running;

    Deadline(Channel channel) {
        this.channel = channel;
    }

    /// Replaces any earlier deadline.
    void set(Duration delay, Runnable missed) {
        cancel();
        running = channel.eventLoop().schedule(missed, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    void cancel() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }
}
