// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

import dev.stepgate.local.time.Time;

/// What every connection of an API works with.
record Surroundings(WebSocketApi api, Backend backend, Time time, WebSocketConnections connections, Ids ids) {

    Contexts contexts() {
        return new Contexts(api.stage(), ids);
    }
}
