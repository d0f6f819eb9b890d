// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateTest;
import dev.stepgate.test.WebSocketClient;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// A WebSocket over an Express workflow that waits for three seconds.
///
/// Shows a WebSocket client, and a wait that takes no time.
@StepgateTest
class WebSocketExampleTest {

    @Test
    void aMessageIsAnsweredWithTheOutputOfItsRun(Stepgate stepgate) {
        Instant sent = stepgate.time().now();

        try (WebSocketClient socket = stepgate.webSocket()) {
            socket.send("{\"first_name\":\"Jane\"}");

            String answer = socket.next();

            assertThat(Stepgate.json(answer))
                    .isEqualTo(Stepgate.json("{'status':'SUCCEEDED','output':{'first_name':'Jane'}}"));
            assertThat(stepgate.time().now()).isAfterOrEqualTo(sent.plus(Duration.ofSeconds(3)));
        }
    }

    @Test
    void aMessageThatIsNotJsonIsAnsweredWithAnError(Stepgate stepgate) {
        try (WebSocketClient socket = stepgate.webSocket()) {
            socket.send("hello");

            assertThat(Stepgate.json(socket.next()).at("/error/code").asText()).isEqualTo("BadRequest");
        }
    }
}
