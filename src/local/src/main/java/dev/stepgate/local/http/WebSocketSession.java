// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.concurrent.CompletionStage;

/// What listens to one open WebSocket. The calls for one socket come one after another, in the order of the
/// frames: [#opened] first, [#closed] last; never on a thread that serves the network.
public interface WebSocketSession {

    void opened(WebSocketConnection connection);

    /// A whole text message, valid UTF-8. The server reads on at once, but stops reading from a socket while
    /// many of its stages are not complete.
    CompletionStage<?> text(String message);

    /// A whole binary message.
    CompletionStage<?> binary(byte[] message);

    /// A ping or a pong came; a ping is already answered.
    default void alive() {}

    /// The last call: the WebSocket is closed or closing.
    ///
    /// @param code as the other end sent it; 1005 for a close without a code, 1006 for a connection that
    ///     broke (RFC 6455, section 7.1.5); the server's own code when the server closed first
    void closed(int code, String reason);
}
