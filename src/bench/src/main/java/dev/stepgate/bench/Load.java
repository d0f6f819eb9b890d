// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/// Sends as many requests as a server can answer, over connections that stay open.
interface Load {
    String BODY = "{\"order\": 42, \"customer\": {\"name\": \"Ann\", \"tags\": [\"new\", \"local\"]}}";
    int CONNECTIONS = 32;

    /// @param failed answers other than 200, and connections that broke
    record Result(double perSecond, Duration median, Duration percentile99, long failed) {}

    Result run(URI target, Duration time) throws IOException, InterruptedException;

    /// The name of the tool.
    String name();

    /// Returns wrk where it is installed, else our own clients.
    static Load installed() {
        return Wrk.isInstalled() ? new Wrk() : new KeptAliveClients();
    }
}
