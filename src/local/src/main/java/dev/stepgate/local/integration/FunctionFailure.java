// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.lambda.InvocationResult;
import java.nio.charset.StandardCharsets;

/// A function that has failed fails its task: the error is the function's `errorType`, the cause its whole answer.
final class FunctionFailure {

    private FunctionFailure() {}

    static void report(InvocationResult.FunctionError error, TaskProgress progress) {
        String answer = new String(error.payload(), StandardCharsets.UTF_8);
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
