// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

/// One event of a stream ([HTML, server-sent events](https://html.spec.whatwg.org/multipage/server-sent-events.html)).
///
/// @param name without a line end
/// @param data one line, such as JSON
public record ServerSentEvent(String name, String data) {
    public ServerSentEvent {
        if (hasLineEnd(name) || hasLineEnd(data)) {
            throw new IllegalArgumentException("an event's name and data are one line each");
        }
    }

    private static boolean hasLineEnd(String text) {
        return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }

    String text() {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }
}
