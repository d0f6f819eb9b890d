// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.test.WebSocketClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The WebSocket over an Express workflow: what is sent comes back with the execution's details.
@ExtendWith(DeploymentExtension.class)
class WebSocketTest {
    private final Deployment deployment;

    WebSocketTest(Deployment deployment) {
        this.deployment = deployment;
    }

    @Test
    void aMessageIsAnsweredWithTheExecutionsDetails() {
        try (WebSocketClient socket = WebSocketClient.open(deployment.webSocket())) {
            socket.send("{\"first_name\":\"Jane\",\"last_name\":\"Doe\"}");

            JsonNode details = Json.parse(socket.next());

            assertThat(details.path("status").asText()).isEqualTo("SUCCEEDED");
            assertThat(details.path("input").asText()).isEqualTo("{\"first_name\":\"Jane\",\"last_name\":\"Doe\"}");
            assertThat(Json.parse(details.path("output").asText()))
                    .isEqualTo(Json.parse(details.path("input").asText()));
            assertThat(details.path("executionArn").asText())
                    .contains(":express:", ":" + details.path("name").asText() + ":");
            assertThat(details.path("stateMachineArn").asText()).contains(":stateMachine:");
            assertThat(details.path("startDate").isNumber()).isTrue();
            assertThat(details.path("stopDate").asDouble()
                            - details.path("startDate").asDouble())
                    .isBetween(2.9, 30.0);
            assertThat(details.path("billingDetails")
                            .path("billedDurationInMilliseconds")
                            .asInt())
                    .isBetween(3000, 30_000);
            assertThat(details.path("billingDetails")
                            .path("billedMemoryUsedInMB")
                            .asInt())
                    .isPositive();
            assertThat(details.path("inputDetails").path("included").asBoolean())
                    .isTrue();
            assertThat(details.path("outputDetails").path("included").asBoolean())
                    .isTrue();
            assertThat(details.path("traceHeader").asText()).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Sampled=1");
        }
    }

    @Test
    void aMessageThatIsNotJsonIsAnsweredAndTheSocketStaysOpen() {
        try (WebSocketClient socket = WebSocketClient.open(deployment.webSocket())) {
            socket.send("hello");
            Answer.assertErrorShape(socket.next());

            socket.send("[\"it's \\\"still\\\" \\\\ open $x #set 🍜\"]");

            assertThat(Json.parse(socket.next()).path("input").asText())
                    .isEqualTo("[\"it's \\\"still\\\" \\\\ open $x #set 🍜\"]");
        }
    }
}
