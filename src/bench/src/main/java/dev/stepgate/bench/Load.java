// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.bench;

import java.io.IOException;
import java.time.Duration;

/// Sends as many requests as a server can answer, over connections that stay open.
interface Load {
    int CONNECTIONS = 32;

    /// @param answered the number of requests
    /// @param failed answers other than 200, and connections that broke
    record Result(long answered, double perSecond, Duration median, Duration percentile99, long failed) {}

    Result run(PostRequest request, Duration time) throws IOException, InterruptedException;

    /// The name of the tool.
    String name();

    /// Returns wrk where it is installed, else our own clients.
    static Load installed() {
        return Wrk.isInstalled() ? new Wrk() : new KeptAliveClients();
    }
}
