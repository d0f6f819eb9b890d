// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.List;

/// The events for one client that listens to server-sent events. Called by one thread at a time, never by one
/// that serves the network.
public interface EventSource {

    /// Returns the events since the last call, in order. Called several times a second, unless the client is
    /// not reading. Must not block for long.
    List<ServerSentEvent> next();

    /// The last call, when the client has gone.
    default void closed() {}
}
