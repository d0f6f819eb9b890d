// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

/// Assertions about the messages that a WebSocket client has received.
public final class WebSocketAssert extends MessagesAssert<WebSocketAssert, WebSocketClient> {
    WebSocketAssert(WebSocketClient actual) {
        super(actual, WebSocketAssert.class);
    }

    @Override
    String subject() {
        return "the WebSocket client";
    }

    /// So many messages have come; waits for them.
    public WebSocketAssert received(int messages) {
        return requireCount(actual.texts().atLeast(messages), "received", messages);
    }

    /// These messages and no others have come, in this order; waits for them.
    public WebSocketAssert receivedExactly(String... jsons) {
        return requireExactly(actual.texts().atLeast(jsons.length), "received", jsons);
    }

    /// A message has come that is this, with members beside those named here or without; waits for the first
    /// one.
    public WebSocketAssert received(String json) {
        return requireIncluding(actual.texts().atLeast(1), "received", json);
    }
}
