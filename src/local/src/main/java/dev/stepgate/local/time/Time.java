// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/// A clock, its timers, and the workers that run what falls due. Everything in the local runtime that waits,
/// waits on this.
///
/// Actions given to [#execute] and [#after] must not block: they run on a few shared workers (on one at a time
/// under virtual time).
public interface Time extends Executor, InstantSource, AutoCloseable {

    Instant now();

    @Override
    default Instant instant() {
        return now();
    }

    /// Milliseconds since the epoch, for those who stamp events.
    @Override
    long millis();

    /// Nanoseconds since any instant, for those who measure.
    long nanos();

    /// Runs the action soon, at this instant.
    @Override
    void execute(Runnable action);

    /// Runs what comes from outside: at once and here, or, under virtual time, in turn with everything else.
    void admit(Runnable action);

    /// Runs the action once the delay has passed; a delay that is not positive means soon.
    Timer after(Duration delay, Runnable action);

    /// The same for a limit on what comes from outside, such as an idle connection: virtual time does not
    /// jump in order to get there, but when it passes there the action runs.
    Timer atMost(Duration delay, Runnable missed);

    /// Says that work is in flight elsewhere (a function runs, an answer is on its way): until the work is
    /// over or waits, virtual time does not jump.
    ///
    /// @param work its text tells people what is in flight
    Hold hold(Object work);

    /// No timer fires any more and nothing new is started; what is given from now on is dropped. Closing
    /// twice does nothing. Whoever made the clock, or took it over, closes it.
    @Override
    void close();

    /// A timer that has been set.
    interface Timer {
        /// The action will not run, unless it already does. Cancelling twice, or too late, does nothing.
        void cancel();
    }

    /// Work in flight. Whatever it does to the rest goes through [#meanwhile], [#await] and [#end]: under
    /// virtual time these actions run when nothing is at work any more, in the order in which the holds were
    /// taken, whichever thread was faster. A hold that was resumed at a later instant counts as taken then.
    interface Hold extends AutoCloseable {

        /// Sets a timer of this work. Of several timers at one instant it has the place that the work has.
        Timer after(Duration delay, Runnable action);

        /// This comes of the work while it goes on.
        void meanwhile(Runnable action);

        /// The work is over and nothing comes of it. Ending twice does nothing.
        @Override
        void close();

        /// The work is over and this comes of it.
        void end(Runnable last);

        /// The work waits from now on for what this brings about. Several things may be waited for at once.
        void await(Runnable request);

        /// One thing that was waited for has come about; after the last one the work goes on.
        void resume();
    }
}
