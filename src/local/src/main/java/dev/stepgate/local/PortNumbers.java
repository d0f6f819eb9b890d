// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.RuntimeOptions.Ports;

/// Assigns ports: the first REST and the first WebSocket API get their own, every further API the next one
/// after both. If port 0 was requested, further APIs of that kind get 0 too.
final class PortNumbers {
    private final Ports ports;
    private int further;
    private boolean restGiven;
    private boolean webSocketGiven;

    PortNumbers(Ports ports) {
        this.ports = ports;
        this.further = Math.max(ports.rest(), ports.webSocket());
    }

    int rest() {
        boolean first = !restGiven;
        restGiven = true;
        return first || ports.rest() == 0 ? ports.rest() : next();
    }

    int webSocket() {
        boolean first = !webSocketGiven;
        webSocketGiven = true;
        return first || ports.webSocket() == 0 ? ports.webSocket() : next();
    }

    private int next() {
        do {
            further++;
        } while (further == ports.aws());
        return further;
    }
}
