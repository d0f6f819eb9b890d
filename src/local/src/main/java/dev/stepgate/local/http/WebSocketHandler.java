// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.concurrent.CompletionStage;

/// Opens WebSockets. Called as [HttpHandler] is; a failure refuses the opening with status 500.
@FunctionalInterface
public interface WebSocketHandler {

    /// Decides whether a WebSocket is opened.
    ///
    /// @param request the opening handshake, already checked to be well formed
    CompletionStage<Admission> open(HttpRequest request);

    /// The answer to an opening handshake.
    sealed interface Admission {

        /// Accepts the WebSocket, which is open once this answer is written.
        ///
        /// @param headers of the handshake's answer, such as `Sec-WebSocket-Protocol`
        record Admitted(Headers headers, WebSocketSession session) implements Admission {}

        record Refused(HttpResponse response) implements Admission {}
    }
}
