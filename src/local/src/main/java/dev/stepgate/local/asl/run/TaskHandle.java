// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

/// A task in progress.
@FunctionalInterface
public interface TaskHandle {

    /// The handle of a task that cannot be cancelled.
    TaskHandle NOTHING_TO_CANCEL = () -> {};

    /// Called when the task is no longer needed, because it has timed out or its execution was stopped. Stops
    /// a `.sync` job.
    void cancel();

    /// Called when the task has been answered, by the service or with its token.
    default void answered() {}
}
