// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.State;
import dev.stepgate.local.asl.TaskCall;
import dev.stepgate.local.asl.TaskResource;
import java.util.Optional;
import java.util.OptionalLong;

/// [Task](https://states-language.net/spec.html#task-state): makes one attempt of a call, up to the point
/// where it waits for the answer.
final class TaskState {
    private TaskState() {}

    static StateProgress begin(Frame frame, State.Task task) {
        TaskResource resource = task.call().resource();
        if (takesToken(resource)) {
            frame.entered().taskToken(frame.execution().newTaskToken());
        }
        Evaluation evaluation = Evaluation.of(frame);
        JsonNode arguments = evaluation.arguments();
        if (DataSize.exceedsLimit(arguments, frame.input())) {
            throw StateException.dataLimit(task.name());
        }
        TaskRun run = new TaskRun(frame, task, TaskEvents.of(resource), limits(evaluation, task.call()));
        return run.begin(arguments);
    }

    /// A job has a token, too: a callback with it ends the task before the job does (recorded in
    /// `test_callback.py::test_sync_with_task_token` of localstack/localstack).
    private static boolean takesToken(TaskResource resource) {
        return switch (resource) {
            case TaskResource.Activity _ -> true;
            case TaskResource.LambdaFunction _ -> false;
            case TaskResource.Service service -> service.pattern() != TaskResource.Pattern.REQUEST_RESPONSE;
        };
    }

    private static EventDetails.Limits limits(Evaluation evaluation, TaskCall call) {
        SettingEvaluation settings = new SettingEvaluation(evaluation);
        return new EventDetails.Limits(
                seconds(call.timeout().map(timeout -> settings.integer(timeout, "TimeoutSeconds"))),
                seconds(call.heartbeat().map(heartbeat -> settings.integer(heartbeat, "HeartbeatSeconds"))),
                call.credentials().map(credentials -> roleArn(evaluation.evaluate(credentials, "Credentials"))));
    }

    private static OptionalLong seconds(Optional<Long> value) {
        return value.map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }

    private static String roleArn(JsonNode credentials) {
        return credentials.path("RoleArn").asText();
    }
}
