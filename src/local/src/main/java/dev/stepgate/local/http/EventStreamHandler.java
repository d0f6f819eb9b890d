// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.Optional;

/// Opens streams of server-sent events. Called like an [HttpHandler].
@FunctionalInterface
public interface EventStreamHandler {

    /// Returns the source; empty for an ordinary request, which the server's [HttpHandler] answers.
    Optional<EventSource> open(HttpRequest request);
}
