// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The one thing that a connection waits for, and what happens when it does not come. Real time; confined to
/// the connection's event loop.
final class Deadline {
    private final Channel channel;
    private @Nullable Future<?> running;

    Deadline(Channel channel) {
        this.channel = channel;
    }

    /// Replaces what was set before.
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
