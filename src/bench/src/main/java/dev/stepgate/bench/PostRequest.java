// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import java.net.URI;
import java.util.Map;

/// A request that a benchmark sends again and again.
///
/// @param headers all but `Host` and `Content-Length`
/// @param body in ASCII
record PostRequest(URI target, Map<String, String> headers, String body) {
    private static final String ORDER =
            "{\"order\": 42, \"customer\": {\"name\": \"Ann\", \"tags\": [\"new\", \"local\"]}}";

    private static final String MACHINES = "arn:aws:states:us-east-1:123456789012:stateMachine:";

    /// An order of a few fields.
    static PostRequest order(URI target) {
        return new PostRequest(target, Map.of("Content-Type", "application/json"), ORDER);
    }

    /// A call of Step Functions at the AWS endpoint, with a state machine of src/bench/template.yaml and an input.
    static PostRequest stepFunctions(URI aws, String operation, String machine, String input) {
        return new PostRequest(
                aws.resolve("/"),
                Map.of("Content-Type", "application/x-amz-json-1.0", "X-Amz-Target", "AWSStepFunctions." + operation),
                "{\"stateMachineArn\": \"" + MACHINES + machine + "\", \"input\": \"" + input.replace("\"", "\\\"")
                        + "\"}");
    }
}
