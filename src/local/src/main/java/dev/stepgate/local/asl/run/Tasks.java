// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.ResourceCheck;

/// The calls of Task states to functions and services. The interpreter handles activities and task tokens
/// itself.
public interface Tasks extends ResourceCheck {

    /// Begins the task and returns at once; its result is reported to `progress`, from any thread. A task
    /// that cannot begin fails through `progress` as well.
    TaskHandle start(TaskRequest request, TaskProgress progress);

    /// Returns true when the call leaves this runtime, for a function or another machine. If the process ends
    /// meanwhile, its effect is unknown, so it is not made a second time.
    default boolean isLeaving(TaskRequest request) {
        return false;
    }

    /// Fails a call that left the runtime ([#isLeaving]) and was still unanswered when the process ended.
    default void lost(TaskRequest request, TaskProgress progress) {
        progress.failed("States.TaskFailed", "The process has ended during the call; its answer is lost");
    }

    /// Continues, in another process, a task that was submitted. A task that waits for its token needs
    /// nothing.
    ///
    /// @param submitted the output that [TaskProgress#submitted] received
    default TaskHandle resume(TaskRequest request, JsonNode submitted, TaskProgress progress) {
        return TaskHandle.NOTHING_TO_CANCEL;
    }

    /// Tells whether this task of an activity is to be started here instead of waiting for the activity's
    /// workers.
    default boolean standsInForWorkers(TaskRequest request) {
        return false;
    }
}
