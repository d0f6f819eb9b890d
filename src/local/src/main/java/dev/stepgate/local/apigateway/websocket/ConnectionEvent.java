// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.apigateway.RequestTrace;
import dev.stepgate.local.vtl.ContextMap;
import dev.stepgate.local.vtl.InputVariable;
import dev.stepgate.local.vtl.RequestParameters;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Something that happened to a connection, on its way through a route. Every step reads it, and some write
/// to its `$context`.
///
/// @param request the headers and query of the event; only an opening has a query
/// @param body the message; empty for an opening or a closing
/// @param trace records mapping templates and responses
@SuppressWarnings("ArrayRecordComponent")
record ConnectionEvent(
        WebSocketStage stage, Kind kind, Request request, byte[] body, ContextMap context, RequestTrace trace) {

    /// Makes an event that is not traced.
    ConnectionEvent(WebSocketStage stage, Kind kind, Request request, byte[] body, ContextMap context) {
        this(stage, kind, request, body, context, RequestTrace.OFF);
    }

    enum Kind {
        CONNECT,
        MESSAGE,
        DISCONNECT
    }

    /// @param headers all values of each, with names as sent
    /// @param query all values of each parameter, decoded
    record Request(Map<String, List<String>> headers, Map<String, List<String>> query) {
        static final Request NONE = new Request(Map.of(), Map.of());

        RequestParameters parameters() {
            return new RequestParameters(Map.of(), last(query), last(headers));
        }

        static Map<String, String> last(Map<String, List<String>> values) {
            Map<String, String> last = LinkedHashMap.newLinkedHashMap(values.size());
            values.forEach((name, all) -> last.put(name, all.getLast()));
            return last;
        }
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    String text(String contextVariable) {
        return String.valueOf(context.get(contextVariable));
    }

    /// Returns the `$input` for a template that sees this text.
    InputVariable input(byte[] seen) {
        return new InputVariable(new String(seen, StandardCharsets.UTF_8), request.parameters());
    }
}
