// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The access log of a stage (developer guide, "Configure logging for WebSocket APIs in API Gateway").
@SuppressWarnings("NullAway")
class AccessLogTest {

    @Test
    void everyEventIsALine() throws Exception {
        Definition definition = new Definition()
                .answering("J", "join", "joined")
                .stage(
                        "{'AccessLogSettings':{'Format':"
                                + "'$context.eventType $context.routeKey $context.status $context.identity.sourceIp $context.error.message $context.authorizer.principalId'}}");
        try (Gateways gateways = new Gateways(definition)) {
            try (TestClient client = gateways.client()) {
                client.send("{\"action\":\"join\"}").next();
                client.send("hello").next();
            }

            assertThat(gateways.accessLog.take()).isEqualTo("CONNECT $connect 200 127.0.0.1 - -");
            assertThat(gateways.accessLog.take()).isEqualTo("MESSAGE join 200 127.0.0.1 - -");
            assertThat(gateways.accessLog.take()).isEqualTo("MESSAGE $default 403 127.0.0.1 Forbidden -");
            assertThat(gateways.accessLog.take()).isEqualTo("DISCONNECT $disconnect 200 127.0.0.1 - -");
        }
    }

    @Test
    void aRefusedOpeningIsALine() throws Exception {
        Definition definition = new Definition()
                .answering("D", "$default", "x")
                .stage("{'AccessLogSettings':{'Format':'$context.status $context.error.messageString'}}");
        try (Gateways gateways = new Gateways(definition)) {
            gateways.refusal("/other");

            assertThat(gateways.accessLog.take()).isEqualTo("403 \"Forbidden\"");
        }
    }
}
