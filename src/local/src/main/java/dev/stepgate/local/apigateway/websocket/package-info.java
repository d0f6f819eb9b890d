// SPDX-License-Identifier: Apache-2.0
/// WebSocket APIs as API Gateway runs them: a checked tree read from AWS::ApiGatewayV2 resources, and the
/// gateway that takes connections and messages through it. Entry points: [WebSocketApi] and
/// [WebSocketGateway]; [WebSocketConnections] is `@connections`.
@NullMarked
package dev.stepgate.local.apigateway.websocket;

import org.jspecify.annotations.NullMarked;
