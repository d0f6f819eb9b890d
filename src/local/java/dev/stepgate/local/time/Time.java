// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.time;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

/// A clock, its timers, and the workers that run what falls due. Everything in the local runtime that waits, waits on
/// this.
///
/// Actions given to [#execute] and [#after] must not block: they run on a few shared workers (on one at a time under
/// virtual time).
public interface Time extends Executor {

    Instant now();

    /// Milliseconds since the epoch, for those who stamp events.
    long millis();

    /// Runs the action soon, at this instant.
    @Override
    void execute(Runnable action);

    /// Runs the action once the delay has passed; a delay that is not positive means soon.
    Timer after(Duration delay, Runnable action);

    /// The same for a limit on what comes from outside, such as an idle connection: virtual time does not jump in order
    /// to get there, but when it passes there the action runs.
    Timer atMost(Duration delay, Runnable missed);

    /// Says that work is in flight elsewhere (a function runs, a request is being answered): until the hold is
    /// closed, virtual time does not jump.
    Hold hold();

    /// A timer that has been set.
    interface Timer {
        /// The action will not run, unless it already does. Cancelling twice, or too late, does nothing.
        void cancel();
    }

    /// Work in flight. Closing twice does nothing.
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }
}
