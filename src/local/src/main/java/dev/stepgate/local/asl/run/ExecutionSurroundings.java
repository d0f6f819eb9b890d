// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// What the states of an execution take from outside, which depends on whether the execution outlives the
/// process.
abstract class ExecutionSurroundings {
    /// Begins another run and lets it go on.
    abstract void runAgain();

    abstract void start();

    /// Ends the execution by this action once the time has passed.
    abstract Time.Timer endAfter(Duration limit, Runnable end);

    /// Runs an action of its own in the mailbox, unless the execution has ended by then, be it redriven or not.
    abstract void post(Runnable action);

    /// The same for what comes from outside to one of its parts, from any thread.
    ///
    /// @param address that of the part
    abstract void arrive(int address, Addressee to, Arrival arrival);

    /// An address for what comes to this part.
    abstract int address(Addressee to);

    /// Nothing that still comes to the address has an effect.
    abstract void forget(int address);

    /// Asks somebody outside for what is to come to the address.
    abstract void ask(int address, Runnable question);

    /// Calls S3.
    abstract <T> T call(Supplier<T> call);

    /// Calls what a task asks for, whose address this is.
    abstract TaskHandle start(int address, TaskRequest request, TaskProgress progress);

    /// Whose workers the activity's task at this address waits for; nobody's where a mock stands in for them.
    /// Throws [StateException] when there is no such activity.
    abstract Optional<Activity> workers(int address, String activityArn, TaskRequest request);

    /// Returns true while it does what it has done in another process.
    abstract boolean isRepeating();

    /// Runs the action in the mailbox once the delay has passed.
    abstract Time.Timer after(Duration delay, Runnable action);

    /// Returns true when the next action ends the execution, so that the current evaluation is pointless.
    abstract boolean isEndAskedFor();

    abstract RandomGenerator newRandom();

    /// One of a distributed Map.
    ///
    /// @param number an address
    abstract Execution startChild(StartRequest child, int number);

    /// A name for something new.
    abstract String uuid();

    abstract long millis();

    /// The time at which it does what it does.
    abstract Instant now();
}
