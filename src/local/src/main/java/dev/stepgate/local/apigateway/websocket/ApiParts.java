// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import java.util.Map;
import java.util.Set;

/// The parts of an API that its routes refer to.
///
/// @param answered ids of the routes that have a route response
record ApiParts(
        Map<String, WebSocketIntegration> integrations,
        Map<String, WebSocketAuthorization.Lambda> authorizers,
        ModelReader models,
        Set<String> answered) {}
