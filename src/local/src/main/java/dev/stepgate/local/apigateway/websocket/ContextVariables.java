// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.apigateway.RequestTime;
import dev.stepgate.local.vtl.ContextMap;
import java.time.Instant;

/// Makes `$context` (developer guide, "WebSocket API mapping template reference for API Gateway").
record ContextVariables(WebSocketStage stage, ConnectionIds ids) {
    /// Returns the context of an event: the values common to all events of a connection, and this event's
    /// own.
    ContextMap of(ConnectionEvent.Kind kind, String routeKey, Instant now) {
        String requestId = ids.next();
        ContextMap context = new ContextMap();
        context.put("routeKey", routeKey);
        if (kind == ConnectionEvent.Kind.MESSAGE) {
            context.put("messageId", ids.next());
        }
        context.put("eventType", kind.name());
        context.put("extendedRequestId", requestId);
        context.put("requestTime", RequestTime.of(now));
        context.put("messageDirection", "IN");
        context.put("stage", stage.name());
        context.put("requestTimeEpoch", now.toEpochMilli());
        context.put("requestId", requestId);
        context.put("domainName", stage.domainName());
        context.put("apiId", stage.apiId());
        context.put("responseOverride", new ContextMap());
        return context;
    }
}
