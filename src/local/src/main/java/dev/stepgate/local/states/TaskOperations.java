// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.CallbackAnswer;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.Map;

/// What workers and callbacks report with a task token.
final class TaskOperations implements Operation.Group {
    private final Runtime runtime;

    TaskOperations(Runtime runtime) {
        this.runtime = runtime;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "SendTaskSuccess", Operation.now(this::success),
                "SendTaskFailure", Operation.now(this::failure),
                "SendTaskHeartbeat", Operation.now(this::heartbeat));
    }

    /// A token that is no good is complained about before an output that is none.
    private ObjectNode success(Input input) {
        String taskToken = input.text("taskToken");
        JsonNode output;
        try {
            output = Json.parse(input.text("output"));
        } catch (JsonSyntaxException e) {
            answer(runtime.interpreter().taskHeartbeat(taskToken));
            throw Errors.invalidOutput(String.valueOf(e.getMessage()));
        }
        return answer(runtime.interpreter().taskSucceeded(taskToken, output));
    }

    private ObjectNode failure(Input input) {
        return answer(runtime.interpreter()
                .taskFailed(input.text("taskToken"), input.optional("error"), input.optional("cause")));
    }

    private ObjectNode heartbeat(Input input) {
        return answer(runtime.interpreter().taskHeartbeat(input.text("taskToken")));
    }

    private static ObjectNode answer(CallbackAnswer answer) {
        return switch (answer) {
            case ACCEPTED -> Shapes.object();
            case TASK_TIMED_OUT -> throw Errors.taskTimedOut();
            case TASK_DOES_NOT_EXIST -> throw Errors.noSuchTask();
            case INVALID_TOKEN -> throw Errors.invalidToken();
        };
    }
}
