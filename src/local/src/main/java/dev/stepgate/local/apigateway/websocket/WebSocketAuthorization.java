// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import java.util.List;

/// Who may open a connection.
sealed interface WebSocketAuthorization {
    record None() implements WebSocketAuthorization {}

    /// AWS_IAM: a request signed with Signature Version 4. Here the signature must be there; it is not
    /// verified.
    record Iam() implements WebSocketAuthorization {}

    /// A Lambda authorizer of the type REQUEST.
    ///
    /// @param identity values that must be there before the function is asked
    record Lambda(String name, WebSocketIntegration.AwsUri uri, List<ValueSource> identity)
            implements WebSocketAuthorization {}
}
