// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.util.Optional;
import java.util.UUID;

/// A call of a function ([Invoke](https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html)).
///
/// @param function name, ARN or partial ARN (`123456789012:function:orders`), with or without a qualifier
/// @param qualifier version or alias, when it is not part of `function`
/// @param payload JSON; empty means an empty object. Must not be modified
/// @param clientContext Base64 of the JSON that the context object shows
/// @param requestId the AWS request id of the context object
@SuppressWarnings("ArrayRecordComponent")
public record InvokeRequest(
        String function, Optional<String> qualifier, byte[] payload, Optional<String> clientContext, String requestId) {

    /// Makes a request with a new id.
    public static InvokeRequest of(String function, byte[] payload) {
        return new InvokeRequest(
                function,
                Optional.empty(),
                payload,
                Optional.empty(),
                UUID.randomUUID().toString());
    }
}
