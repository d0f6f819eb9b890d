// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.AwsBackend;
import dev.stepgate.local.apigateway.MethodKey;
import java.util.Set;

/// A method of a resource.
///
/// @param key `GET /users/{id}`, as a stage's settings name it
/// @param responses the statuses of its method responses
record RestMethod(
        MethodKey key,
        MethodAuthorization authorization,
        MethodRequest request,
        RestIntegration integration,
        Set<String> responses) {

    /// Returns true when a request with a small body takes less time than handing it to another thread: one that is not
    /// checked, for a mock or a brief action.
    boolean isBrief(AwsBackend backend) {
        return authorization instanceof MethodAuthorization.None
                && request.models().isEmpty()
                && integration.isBrief(backend);
    }
}
