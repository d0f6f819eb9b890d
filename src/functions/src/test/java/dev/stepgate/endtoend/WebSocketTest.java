// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.json.Json;
import dev.stepgate.test.WebSocketClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The WebSocket over an Express workflow, whose messages come back, and on the route `start` over a Standard
/// workflow, whose result is pushed.
@ExtendWith(DeploymentExtension.class)
class WebSocketTest {
    private final Deployment deployment;

    WebSocketTest(Deployment deployment) {
        this.deployment = deployment;
    }

    @Test
    void aMessageIsAnsweredWithTheOutputOfItsRunAndTheClientsId() {
        try (WebSocketClient socket = WebSocketClient.open(deployment.webSocket())) {
            socket.send("{\"id\":\"m-1\",\"first_name\":\"Jane\",\"last_name\":\"Doe\"}");

            assertThat(Json.parse(socket.next())).isEqualTo(Json.parse("""
                            {"id":"m-1","status":"SUCCEEDED",
                             "output":{"id":"m-1","first_name":"Jane","last_name":"Doe"}}"""));
        }
    }

    @Test
    void severalMessagesOfOneConnectionAreInFlightAtOnce() {
        Instant sent = Instant.now();
        try (WebSocketClient socket = WebSocketClient.open(deployment.webSocket())) {
            List<String> ids = IntStream.range(0, 5).mapToObj(i -> "m" + i).toList();
            ids.forEach(id -> socket.send("{\"id\":\"" + id + "\"}"));

            assertThat(ids.stream()
                            .map(_ -> Json.parse(socket.next()).path("id").asText()))
                    .containsExactlyInAnyOrderElementsOf(ids);
        }
        assertThat(Duration.between(sent, Instant.now())).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void aStartedRunIsAnsweredAtOnceAndPushedWhenItIsOver() {
        try (WebSocketClient socket = WebSocketClient.open(deployment.webSocket())) {
            socket.send(
                    "{\"action\":\"start\",\"id\":\"one\",\"seconds\":1,\"data\":{\"name\":\"O'Brien \\\"$x\\\" 🍜\"}}");

            assertThat(Json.parse(socket.next())).isEqualTo(Json.parse("{\"id\":\"one\",\"status\":\"RUNNING\"}"));
            assertThat(Json.parse(socket.next()))
                    .isEqualTo(
                            Json.parse(
                                    "{\"id\":\"one\",\"status\":\"SUCCEEDED\",\"output\":{\"name\":\"O'Brien \\\"$x\\\" 🍜\"}}"));
        }
    }

    @Test
    void aMessageThatIsNotJsonIsAnsweredAndTheSocketStaysOpen() {
        try (WebSocketClient socket = WebSocketClient.open(deployment.webSocket())) {
            socket.send("hello");
            Answer.assertErrorShape(socket.next());

            socket.send("[\"it's \\\"still\\\" \\\\ open $x #set 🍜\"]");

            assertThat(Json.parse(socket.next()).path("output").toString())
                    .isEqualTo("[\"it's \\\"still\\\" \\\\ open $x #set 🍜\"]");
        }
    }
}
