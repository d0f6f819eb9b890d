// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.time.Time;
import java.util.Optional;

/// Runs executions. Knows the ones that run, their task tokens and the activities; what has ended it forgets.
///
/// All methods may be called from any thread and return at once.
public final class Interpreter {
    final Time time;
    final Tasks tasks;
    final Ids ids;
    private final Activities activities;

    public Interpreter(Time time, Tasks tasks, Ids ids) {
        this.time = time;
        this.tasks = tasks;
        this.ids = ids;
        this.activities = new Activities(time);
    }

    public Execution start(StartRequest request) {
        return new Execution(request);
    }

    public CallbackAnswer taskSucceeded(String taskToken, JsonNode output) {
        return CallbackAnswer.TASK_DOES_NOT_EXIST;
    }

    public CallbackAnswer taskFailed(String taskToken, Optional<String> error, Optional<String> cause) {
        return CallbackAnswer.TASK_DOES_NOT_EXIST;
    }

    public CallbackAnswer taskHeartbeat(String taskToken) {
        return CallbackAnswer.TASK_DOES_NOT_EXIST;
    }

    public Activities activities() {
        return activities;
    }
}
