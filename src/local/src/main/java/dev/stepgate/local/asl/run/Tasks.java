// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.asl.ResourceCheck;

/// The calls of Task states to functions and services. The interpreter handles activities and task tokens
/// itself.
public interface Tasks extends ResourceCheck {

    /// Begins the task and returns at once; its result is reported to `progress`, from any thread. A task
    /// that cannot begin fails through `progress` as well.
    TaskHandle start(TaskRequest request, TaskProgress progress);

    /// Tells whether this task of an activity is to be started here instead of waiting for the activity's
    /// workers.
    default boolean standsInForWorkers(TaskRequest request) {
        return false;
    }
}
