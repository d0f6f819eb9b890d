// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.time.RealTime;
import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// A clock whose time the test sets; its timers are real.
public record SetTime(Supplier<Instant> clock, Time timers) implements Time {
    public SetTime(Supplier<Instant> clock) {
        this(clock, new RealTime());
    }

    @Override
    public Instant now() {
        return clock.get();
    }

    @Override
    public long millis() {
        return now().toEpochMilli();
    }

    @Override
    public long nanos() {
        return timers.nanos();
    }

    @Override
    public void execute(Runnable action) {
        timers.execute(action);
    }

    @Override
    public void admit(Runnable action) {
        timers.admit(action);
    }

    @Override
    public Executor forRequests() {
        return timers.forRequests();
    }

    @Override
    public Timer after(Duration delay, Runnable action) {
        return timers.after(delay, action);
    }

    @Override
    public Timer atMost(Duration delay, Runnable missed) {
        return timers.atMost(delay, missed);
    }

    @Override
    public Hold hold(Object work) {
        return timers.hold(work);
    }

    @Override
    public void close() {
        timers.close();
    }
}
