// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

import java.util.List;

/// Who may open a connection.
sealed interface Authorization {
    record None() implements Authorization {}

    /// AWS_IAM: a request signed with Signature Version 4. Here the signature must be there; it is not verified.
    record Iam() implements Authorization {}

    /// A Lambda authorizer of the type REQUEST.
    ///
    /// @param identity values that must be there before the function is asked
    record Lambda(String name, Integration.AwsUri uri, List<Source> identity) implements Authorization {}
}
