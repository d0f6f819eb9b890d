// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.apigateway.RecentRequests;
import dev.stepgate.local.apigateway.websocket.RecentMessages;
import dev.stepgate.local.apigateway.websocket.WebSocketConnections;
import dev.stepgate.local.console.ConsoleParts;
import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.lambda.RecentCalls;
import dev.stepgate.local.time.Time;
import java.util.Optional;

/// The newest requests, messages and calls, recorded so that a console opened later can show why something
/// went wrong; nothing is recorded without a console.
///
/// @param requests of REST and HTTP APIs
/// @param aws requests of the AWS endpoint
/// @param calls empty where nothing is recorded
record RecentTraffic(
        RecentRequests requests, RecentRequests aws, RecentMessages messages, Optional<RecentCalls> calls) {

    static RecentTraffic of(ConsoleServer console, Time time) {
        return console.isOpen()
                ? new RecentTraffic(
                        new RecentRequests(time::nanos),
                        new RecentRequests(time::nanos),
                        new RecentMessages(time::nanos),
                        Optional.of(new RecentCalls()))
                : new RecentTraffic(RecentRequests.NONE, RecentRequests.NONE, RecentMessages.NONE, Optional.empty());
    }

    void keep(Functions functions, WebSocketConnections connections) {
        calls.ifPresent(functions::keptBy);
        connections.keptBy(messages);
    }

    ConsoleParts.Recordings forConsole(WebSocketConnections connections) {
        return new ConsoleParts.Recordings(requests, aws, messages, calls.orElseThrow(), connections);
    }
}
