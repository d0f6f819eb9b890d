// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.concurrent.CompletionStage;

/// The sending side of one open WebSocket. Thread-safe; messages leave in the order of the calls.
public interface WebSocketConnection {

    /// Completes when the message is on the wire; fails when the socket is closed.
    CompletionStage<?> sendText(String message);

    CompletionStage<?> sendBinary(byte[] message);

    /// Starts the closing handshake. The connection ends when the other side answers, or after a
    /// timeout.
    ///
    /// @param code 1000 to 4999 (RFC 6455, section 7.4)
    void close(int code, String reason);

    boolean isOpen();
}
