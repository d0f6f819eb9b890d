// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.List;

/// What one client that listens to server-sent events is told. Called by one thread at a time, never by one
/// that serves the network.
public interface EventSource {

    /// The events since the last call, in order; asked for several times a second, except while the client
    /// takes nothing. Must not block for long.
    List<ServerSentEvent> next();

    /// The last call: the client is gone.
    default void closed() {}
}
