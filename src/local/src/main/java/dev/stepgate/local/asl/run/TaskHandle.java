// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

/// A task under way.
@FunctionalInterface
public interface TaskHandle {

    /// For tasks that cannot be called back.
    TaskHandle NOTHING_TO_CANCEL = () -> {};

    /// Nobody waits for the task any more: it has timed out, or its execution was stopped. A `.sync` job is
    /// stopped.
    void cancel();

    /// The task has been answered, by the service or by whoever has its token.
    default void answered() {}
}
