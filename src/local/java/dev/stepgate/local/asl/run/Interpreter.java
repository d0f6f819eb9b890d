// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.time.Time;
import java.util.Optional;

/// Runs executions. Knows the ones that run, their task tokens and the activities; what has ended it forgets.
///
/// All methods may be called from any thread and return at once.
public final class Interpreter {
    private final Time time;
    private final Tasks tasks;
    private final Ids ids;
    private final Activities activities;

    public Interpreter(Time time, Tasks tasks, Ids ids) {
        this.time = time;
        this.tasks = tasks;
        this.ids = ids;
        this.activities = new Activities(time);
    }

    public Execution start(StartRequest request) {
        throw new IllegalStateException("not yet: " + request + time + tasks + ids);
    }

    public CallbackAnswer taskSucceeded(String taskToken, JsonNode output) {
        throw new IllegalStateException("not yet: " + taskToken + output);
    }

    public CallbackAnswer taskFailed(String taskToken, Optional<String> error, Optional<String> cause) {
        throw new IllegalStateException("not yet: " + taskToken + error + cause);
    }

    public CallbackAnswer taskHeartbeat(String taskToken) {
        throw new IllegalStateException("not yet: " + taskToken);
    }

    public Activities activities() {
        return activities;
    }
}
