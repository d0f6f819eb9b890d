// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.Time;
import dev.stepgate.local.time.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The ways in which a connection ends (API Gateway quotas for WebSocket APIs).
@SuppressWarnings("NullAway")
class ConnectionEndTest {
    @ParameterizedTest
    @CsvSource({"4000, bye, 4000, bye", "1000, '', 1000, ''"})
    void theFunctionBehindDisconnectReceivesTheReasonOfTheEnd(int code, String reason, int told, String why)
            throws Exception {
        Definition definition = new Definition().route("X", "$disconnect", Definition.FUNCTION);
        try (Gateways gateways = new Gateways(definition, Gateways.answering(200, "{}"));
                TestClient client = gateways.client()) {
            client.sendClose(code, reason);

            JsonNode event = Json.parse(gateways.calls.take().request().body());
            assertThat(event.at("/requestContext/eventType").asText()).isEqualTo("DISCONNECT");
            assertThat(event.at("/requestContext/disconnectStatusCode").asInt()).isEqualTo(told);
            assertThat(event.at("/requestContext/disconnectReason").asText()).isEqualTo(why);
            assertThat(event.at("/headers/Host").asText()).isEqualTo("a1b2c3.execute-api.us-east-1.amazonaws.com");
        }
    }

    @Test
    void refusesBinaryFrames() throws Exception {
        try (Gateways gateways = new Gateways(new Definition().route("D", "$default", Definition.MOCK));
                TestClient client = gateways.client()) {
            assertThat(client.sendBinary(new byte[] {1}).next()).startsWith("1003 ");
        }
    }

    @Test
    void endsAConnectionThatIsIdleForTenMinutes() throws Exception {
        VirtualTime virtual = new VirtualTime();
        virtual.pause();
        try (Gateways gateways = pinging(virtual);
                TestClient client = gateways.client()) {
            client.send("{}").next();
            virtual.advance(Duration.ofMinutes(9));
            assertThat(client.send("{}").next()).isEqualTo("pong");
            virtual.advance(Duration.ofMinutes(9));
            assertThat(client.send("{}").next()).isEqualTo("pong");
            virtual.advance(Duration.ofMinutes(10));

            assertThat(client.next()).isEqualTo("1001 Going away");
        }
    }

    @Test
    void endsAConnectionAfterTwoHours() throws Exception {
        VirtualTime virtual = new VirtualTime();
        virtual.pause();
        try (Gateways gateways = pinging(virtual);
                TestClient client = gateways.client()) {
            for (int i = 0; i < 14; i++) {
                assertThat(client.send("{}").next()).isEqualTo("pong");
                virtual.advance(Duration.ofMinutes(8));
            }
            assertThat(client.send("{}").next()).isEqualTo("pong");
            virtual.advance(Duration.ofMinutes(8));

            assertThat(client.next()).isEqualTo("1001 Going away");
        }
    }

    @Test
    void virtualTimeDoesNotJumpBecauseAConnectionIsOpen() throws Exception {
        VirtualTime virtual = new VirtualTime();
        try (Gateways gateways = pinging(virtual);
                TestClient client = gateways.client()) {
            assertThat(client.send("{}").next()).isEqualTo("pong");
            virtual.awaitIdle();

            assertThat(client.send("{}").next()).isEqualTo("pong");
        }
    }

    private static Gateways pinging(Time time) {
        return new Gateways(new Definition().answering("D", "$default", "pong"), time);
    }
}
