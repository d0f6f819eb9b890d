// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.InvocationResult;
import java.nio.charset.StandardCharsets;

/// Fails the task of a function that has failed: the error is the function's `errorType`, the cause its whole
/// answer. As recorded from AWS, a Task with a function's ARN gets the answer as the function wrote it (Python
/// writes spaces), and `lambda:invoke` the same JSON without spaces.
final class FunctionFailure {

    private FunctionFailure() {}

    static void report(InvocationResult.FunctionError error, TaskProgress progress) {
        report(error, new String(error.payload(), StandardCharsets.UTF_8), progress);
    }

    static void reportCompactly(InvocationResult.FunctionError error, TaskProgress progress) {
        JsonNode answer = JsonNodes.parseOrText(error.payload());
        report(error, answer.isTextual() ? answer.textValue() : Json.write(answer), progress);
    }

    private static void report(InvocationResult.FunctionError error, String answer, TaskProgress progress) {
        JsonNode type = JsonNodes.parseOrText(error.payload()).path("errorType");
        if (type.isTextual()) {
            progress.failed(type.textValue(), answer);
        } else {
            progress.failed(
                    "Lambda.Unknown",
                    "The cause could not be determined because Lambda did not return an error type. Returned payload: "
                            + answer);
        }
    }
}
