// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/// A clock, its timers, and the workers that run due actions. Everything in the local runtime that waits uses
/// it to wait.
///
/// Actions given to [#execute] and [#after] must not block: they run on a few shared workers (one at a time
/// under virtual time).
public interface Time extends Executor, InstantSource, AutoCloseable {

    Instant now();

    @Override
    default Instant instant() {
        return now();
    }

    /// Milliseconds since the epoch, for timestamps of events.
    @Override
    long millis();

    /// Nanoseconds since an arbitrary instant, for measuring durations.
    long nanos();

    /// Runs the action soon, without advancing the clock.
    @Override
    void execute(Runnable action);

    /// Runs an action that comes from outside: immediately on this thread or, under virtual time, in turn
    /// with everything else.
    void admit(Runnable action);

    /// Returns true when actions are admitted immediately.
    default boolean admitsAtOnce() {
        return false;
    }

    /// Returns the threads for what comes from the network. Their tasks admit ([#admit]) what they do here, and may
    /// block for a short time.
    Executor forRequests();

    /// Runs the action after the delay; if it is not positive, soon.
    Timer after(Duration delay, Runnable action);

    /// Sets a limit on something from outside, such as an idle connection: virtual time does not jump to it,
    /// but when it passes that point the action runs.
    Timer atMost(Duration delay, Runnable missed);

    /// Declares that work is in flight elsewhere (a function runs, an answer is on its way): until the work
    /// ends or waits, virtual time does not jump.
    ///
    /// @param work its text describes the work to people
    Hold hold(Object work);

    /// Returns an answer that is on its way from elsewhere. Virtual time stands still until it is there, and hands
    /// it on at its turn, like any effect of a [Hold].
    ///
    /// @param work its text describes the answer to people
    default <T> CompletionStage<T> inTurn(Object work, CompletionStage<T> answer) {
        CompletableFuture<T> handedOn = new CompletableFuture<>();
        Hold hold = hold(work);
        CompletionStage<T> unused = answer.whenComplete((result, failure) -> hold.end(() -> {
            if (failure == null) {
                handedOn.complete(result);
            } else {
                handedOn.completeExceptionally(failure);
            }
        }));
        return handedOn;
    }

    /// Stops the clock: no timer fires any more, and actions given later are dropped. Closing again has no
    /// effect. Must be closed by its owner.
    @Override
    void close();

    /// A timer that has been set.
    interface Timer {
        /// Cancels the timer, unless its action is already running. Cancelling again, or too late, has no
        /// effect.
        void cancel();
    }

    /// Work in flight. All its effects on the rest go through [#meanwhile], [#await] and [#end]: under
    /// virtual time these actions run when no work is active any more, in the order in which the holds were
    /// taken, whichever thread was faster. A hold that was resumed at a later instant counts as taken at that
    /// instant.
    interface Hold extends AutoCloseable {

        /// Sets a timer for this work. Among timers at the same instant its order is that of the work.
        Timer after(Duration delay, Runnable action);

        /// Runs an action of the work while the work continues.
        void meanwhile(Runnable action);

        /// Ends the work without a final action. Ending again has no effect.
        @Override
        void close();

        /// Ends the work with a final action.
        void end(Runnable last);

        /// Makes the work wait from now on for the result of this request. It may wait for several at once.
        void await(Runnable request);

        /// Reports that one awaited result is there; after the last one the work continues.
        void resume();
    }
}
