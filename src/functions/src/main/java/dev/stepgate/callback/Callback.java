// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import dev.stepgate.handler.Members;
import java.util.Map;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;

/// The callback that the external API makes.
sealed interface Callback {
    record Success(SendTaskSuccessRequest request) implements Callback {}

    record Failure(SendTaskFailureRequest request) implements Callback {}

    /// A signed request to an API that returned an id instead of a token.
    ///
    /// @param url of the callback, with the id as its last segment
    /// @param secretArn of the secret to sign with
    record Http(String url, String id, String secretArn, String body) implements Callback {}

    String OUTPUT = "{\"status\":200,\"payload\":{\"body\":\"sample success message\"}}";
    String ERROR = "sample error message";

    /// Makes the callback for a request `{"taskToken", "payload": {"status"}}`, or `{"callbackId",
    /// "callbackUrl", "secretArn", "payload": {"status"}}`: the status `success` succeeds, any other fails.
    static Callback to(Map<String, Object> request) {
        boolean succeeds =
                request.get("payload") instanceof Map<?, ?> payload && "success".equals(payload.get("status"));
        return request.containsKey("callbackId") ? http(request, succeeds) : task(request, succeeds);
    }

    private static Callback task(Map<String, Object> request, boolean succeeds) {
        String taskToken = Members.text(request, "taskToken");
        return succeeds
                ? new Success(SendTaskSuccessRequest.builder()
                        .taskToken(taskToken)
                        .output(OUTPUT)
                        .build())
                : new Failure(SendTaskFailureRequest.builder()
                        .taskToken(taskToken)
                        .error(ERROR)
                        .cause(ERROR)
                        .build());
    }

    private static Callback http(Map<String, Object> request, boolean succeeds) {
        String id = Members.text(request, "callbackId");
        String body = succeeds ? OUTPUT : "{\"error\":\"" + ERROR + "\",\"cause\":\"" + ERROR + "\"}";
        return new Http(Members.text(request, "callbackUrl") + "/" + id, id, Members.text(request, "secretArn"), body);
    }
}
