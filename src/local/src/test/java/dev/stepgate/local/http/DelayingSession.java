// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// Receives messages at once and completes them later.
record DelayingSession(RecordingSession session, CompletableFuture<Boolean> handled) implements WebSocketSession {
    @Override
    public void opened(WebSocketConnection connection) {
        session.opened(connection);
    }

    @Override
    public CompletionStage<?> text(String message) {
        return handled;
    }

    @Override
    public CompletionStage<?> binary(byte[] message) {
        session.heard.add("binary " + message.length);
        return handled;
    }

    @Override
    public void closed(int code, String reason) {
        session.closed(code, reason);
    }
}
