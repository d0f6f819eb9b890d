// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import java.util.List;

/// A route's requirements on an opening request.
///
/// @param apiKeyRequired whether it needs the key of one of the stage's usage plans
/// @param required parameters without which it is refused
record Access(WebSocketAuthorization authorization, boolean apiKeyRequired, List<ValueSource> required) {
    static final Access OPEN = new Access(new WebSocketAuthorization.None(), false, List.of());
}
