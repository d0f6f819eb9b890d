// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.concurrent.CompletionStage;

/// Opens WebSockets. Called as [HttpHandler] is; a failure refuses the opening with status 500.
@FunctionalInterface
public interface WebSocketHandler {

    /// Whether a WebSocket is opened.
    ///
    /// @param request the opening handshake, already found well-formed
    CompletionStage<Admission> open(HttpRequest request);

    /// The answer to an opening handshake.
    sealed interface Admission {

        /// The WebSocket is open from the moment this answer is written.
        ///
        /// @param headers of the handshake's answer, such as `Sec-WebSocket-Protocol`
        record Admitted(Headers headers, WebSocketSession session) implements Admission {}

        record Refused(HttpResponse response) implements Admission {}
    }
}
