// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import java.util.Map;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;

/// What the external API calls back with.
sealed interface Callback {
    record Success(SendTaskSuccessRequest request) implements Callback {}

    record Failure(SendTaskFailureRequest request) implements Callback {}

    /// The callback to a request `{"taskToken", "payload": {"status"}}`: the status `success` succeeds, any
    /// other fails.
    static Callback to(Map<String, Object> request) {
        if (!(request.get("taskToken") instanceof String taskToken)) {
            throw new IllegalArgumentException("the request has no text at taskToken");
        }
        boolean succeeds =
                request.get("payload") instanceof Map<?, ?> payload && "success".equals(payload.get("status"));
        return succeeds
                ? new Success(SendTaskSuccessRequest.builder()
                        .taskToken(taskToken)
                        .output("{\"status\":200,\"payload\":{\"body\":\"sample success message\"}}")
                        .build())
                : new Failure(SendTaskFailureRequest.builder()
                        .taskToken(taskToken)
                        .error("sample error message")
                        .cause("sample error message")
                        .build());
    }
}
