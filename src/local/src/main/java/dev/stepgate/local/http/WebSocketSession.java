// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.concurrent.CompletionStage;

/// Receives the events of one open WebSocket. The calls for one socket come one after another, in the order
/// of the frames: [#opened] first, [#closed] last; never on a thread that serves the network.
public interface WebSocketSession {

    void opened(WebSocketConnection connection);

    /// Called with a whole text message, valid UTF-8. The server reads on at once, but stops reading from a
    /// socket while many of its stages are incomplete.
    CompletionStage<?> text(String message);

    /// Called with a whole binary message.
    CompletionStage<?> binary(byte[] message);

    /// Called for a ping or a pong; a ping has been answered already.
    default void alive() {}

    /// The last call: the WebSocket is closed or closing.
    ///
    /// @param code as the client sent it; 1005 for a close without a code, 1006 for a connection that broke
    /// (RFC 6455, section 7.1.5); the server's own code when the server closed first
    void closed(int code, String reason);
}
