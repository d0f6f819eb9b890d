// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.asl.ResourceCheck;

/// What Task states call: functions and services. Activities and task tokens are the interpreter's own.
public interface Tasks extends ResourceCheck {

    /// Begins the task and returns at once; what becomes of it is told to `progress`, from any thread. A
    /// request that cannot be begun fails through `progress` as well.
    TaskHandle start(TaskRequest request, TaskProgress progress);

    /// Whether this task of an activity is to be started here too, and not to wait for the activity's workers.
    default boolean standsInForWorkers(TaskRequest request) {
        return false;
    }
}
