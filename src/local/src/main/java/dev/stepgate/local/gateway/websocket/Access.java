// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

import java.util.List;

/// What a route asks of an opening request.
///
/// @param apiKeyRequired whether it needs the key of one of the stage's usage plans
/// @param required parameters without which it is refused
record Access(Authorization authorization, boolean apiKeyRequired, List<Source> required) {
    static final Access OPEN = new Access(new Authorization.None(), false, List.of());
}
