// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The services that the states of an execution use: timers, calls, ids. There are two kinds, for executions
/// that survive the process and for all others.
abstract class ExecutionServices {
    /// Begins another run and continues with it.
    abstract void runAgain();

    abstract void start();

    /// Ends the execution with this action when the time has passed.
    abstract Time.Timer endAfter(Duration limit, Runnable end);

    /// Runs an action of the execution itself in the mailbox, unless its current run has ended by then.
    abstract void post(Runnable action);

    /// Does the same with an arrival for one of its parts. May be called from any thread.
    ///
    /// @param address that of the part
    abstract void arrive(int address, Addressee to, Arrival arrival);

    /// Returns a new address, at which this part receives arrivals.
    abstract int address(Addressee to);

    /// Closes an address: later arrivals at it have no effect.
    abstract void forget(int address);

    /// Makes a request to the outside, whose answer will arrive at the address.
    abstract void ask(int address, Runnable question);

    /// Calls S3.
    abstract <T> T call(Supplier<T> call);

    /// Completed when everything so far is kept.
    abstract CompletionStage<?> written();

    /// Calls the resource of the task that has this address.
    abstract TaskHandle start(int address, TaskRequest request, TaskProgress progress);

    /// Returns the activity whose workers the task at this address waits for; empty where a mock replaces
    /// them. Throws [StateException] when there is no such activity.
    abstract Optional<Activity> workers(int address, String activityArn, TaskRequest request);

    /// Returns true while the execution repeats what it did in another process.
    abstract boolean isRepeating();

    /// Runs the action in the mailbox once the delay has passed.
    abstract Time.Timer after(Duration delay, Runnable action);

    /// Returns true when the next action ends the execution, so that the current evaluation is pointless.
    abstract boolean isEndAskedFor();

    abstract RandomGenerator newRandom();

    /// Makes a child execution of a distributed Map.
    ///
    /// @param number an address
    abstract Execution startChild(StartRequest child, int number);

    /// Returns a name for something new.
    abstract String uuid();

    abstract long millis();

    /// The current time of the execution.
    abstract Instant now();
}
