// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.targets;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// One call of a target. Immutable.
public sealed interface TargetCall {

    /// An operation of a service, named as in its API model.
    ///
    /// @param service as in an ARN: `sqs`, `states`
    /// @param input in the shapes of the JSON 1.0 protocol; must not be modified
    record Operation(String service, String operation, ObjectNode input) implements TargetCall {}

    /// An operation as a universal target of EventBridge Scheduler names it.
    ///
    /// @param sdkService as in `aws-sdk:sfn:startExecution`
    /// @param operation in the same form, beginning in lower case
    /// @param input members named as in the SDK, beginning in upper case; blobs are plain text
    record SdkOperation(String sdkService, String operation, ObjectNode input) implements TargetCall {}

    /// An HTTP request of an API destination, or for a token. Its answer is the body, or `{}` if that is not JSON.
    ///
    /// @param body absent for methods without one
    record Request(String method, URI uri, Map<String, String> headers, Optional<String> body) implements TargetCall {
        public Request {
            headers = Map.copyOf(headers);
        }
    }
}
