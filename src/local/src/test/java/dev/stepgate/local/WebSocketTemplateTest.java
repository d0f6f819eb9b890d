// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.test.HandshakeRefusedException;
import dev.stepgate.test.WebSocketClient;
import dev.stepgate.test.WebSocketHandshake;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The properties of a WebSocket API's stage, models and keys in a template take effect.
class WebSocketTemplateTest {
    private static final Path TEMPLATE = Path.of("src/test/resources/dev/stepgate/local/runtime/websocket.yaml");

    private final LocalRuntime runtime =
            LocalRuntime.start(RuntimeOptions.of(TEMPLATE), RuntimeDependencies.real(RuntimeLog.NONE));
    private final URI stage = URI.create(runtime.api("Api") + "/live");

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void anOpeningNeedsTheKeyOfTheUsagePlan() {
        assertThatThrownBy(() -> WebSocketClient.open(stage))
                .isInstanceOfSatisfying(
                        HandshakeRefusedException.class,
                        refused -> assertThat(refused.status()).isEqualTo(403));
        handshake().open().close();
    }

    @Test
    void aMessageFitsItsModel() {
        try (WebSocketClient client = handshake().open()) {
            client.send("{\"action\":\"buy\",\"item\":\"ramen\"}");
            assertThat(client.next()).isEqualTo("done");

            client.send("{\"action\":\"buy\"}");
            assertThat(client.next()).startsWith("{\"message\": \"Invalid request body\"");
        }
    }

    @Test
    void aRouteHasItsOwnThrottle() {
        try (WebSocketClient client = handshake().open()) {
            client.send("{\"action\":\"seldom\"}");
            assertThat(client.next()).isEqualTo("done");

            client.send("{\"action\":\"seldom\"}");
            assertThat(client.next()).startsWith("{\"message\": \"Too Many Requests\"");
        }
    }

    private WebSocketHandshake handshake() {
        return WebSocketHandshake.to(stage).header("x-api-key", "a-key-of-twenty-characters");
    }
}
