// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

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
        Set<String> responses) {}
