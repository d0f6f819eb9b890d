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

    /// Waits for the messages and verifies their number.
    public WebSocketAssert received(int messages) {
        return requireCount(actual.texts().atLeast(messages), "received", messages);
    }

    /// Waits for the messages and verifies that they are exactly these, in this order.
    public WebSocketAssert receivedExactly(String... jsons) {
        return requireExactly(actual.texts().atLeast(jsons.length), "received", jsons);
    }

    /// Waits for a message and verifies that one of those received equals this one, except that it may have
    /// further members.
    public WebSocketAssert received(String json) {
        return requireIncluding(actual.texts().atLeast(1), "received", json);
    }
}
