// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import java.util.List;

/// The callers that may open a connection.
sealed interface WebSocketAuthorization {
    record None() implements WebSocketAuthorization {}

    /// AWS_IAM: a request signed with Signature Version 4. Here the signature must be present; it is not
    /// verified.
    record Iam() implements WebSocketAuthorization {}

    /// A Lambda authorizer of the type REQUEST.
    ///
    /// @param identity values that must be present before the function is called
    record Lambda(String name, WebSocketIntegration.AwsUri uri, List<ValueSource> identity)
            implements WebSocketAuthorization {}
}
