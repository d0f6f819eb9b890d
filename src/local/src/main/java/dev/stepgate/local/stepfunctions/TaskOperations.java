// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.CallbackAnswer;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.Map;

/// Operations by which workers and callbacks report with a task token.
final class TaskOperations implements Operation.Group {
    private final StepFunctionsDependencies runtime;

    TaskOperations(StepFunctionsDependencies runtime) {
        this.runtime = runtime;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "SendTaskSuccess", Operation.now(this::success),
                "SendTaskFailure", Operation.now(this::failure),
                "SendTaskHeartbeat", Operation.now(this::heartbeat));
    }

    /// Reports success. An invalid token is reported before an invalid output.
    private ObjectNode success(OperationInput input) {
        String taskToken = input.text("taskToken");
        JsonNode output;
        try {
            output = Json.parse(input.text("output"));
        } catch (JsonSyntaxException e) {
            answer(runtime.interpreter().taskHeartbeat(taskToken));
            throw StepFunctionsErrors.invalidOutput(String.valueOf(e.getMessage()));
        }
        return answer(runtime.interpreter().taskSucceeded(taskToken, output));
    }

    private ObjectNode failure(OperationInput input) {
        return answer(runtime.interpreter()
                .taskFailed(input.text("taskToken"), input.optional("error"), input.optional("cause")));
    }

    private ObjectNode heartbeat(OperationInput input) {
        return answer(runtime.interpreter().taskHeartbeat(input.text("taskToken")));
    }

    private static ObjectNode answer(CallbackAnswer answer) {
        return switch (answer) {
            case ACCEPTED -> ResponseShapes.object();
            case TASK_TIMED_OUT -> throw StepFunctionsErrors.taskTimedOut();
            case TASK_DOES_NOT_EXIST -> throw StepFunctionsErrors.noSuchTask();
            case INVALID_TOKEN -> throw StepFunctionsErrors.invalidToken();
        };
    }
}
