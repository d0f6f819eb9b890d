// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.test.WebSocketClient;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls `@connections` from an execution and from the `aws` command, for an open WebSocket.
@SuppressWarnings("NullAway")
class ConnectionsTest {
    private static final Path TEMPLATE =
            Path.of("src/local/src/test/resources/dev/stepgate/local/runtime/connections.yaml");
    private static final String EXECUTION = "arn:aws:states:us-east-1:123456789012:execution:stepgate-Answer:first";

    private static final WebSocketClient.Close NORMAL = new WebSocketClient.Close(1000, "Connection Closed Normally");

    private final LocalRuntime runtime =
            LocalRuntime.start(RuntimeOptions.of(TEMPLATE), RuntimeDependencies.real(RuntimeLog.NONE));
    private final URI webSocket = URI.create(runtime.api("Api") + "/live");

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        runtime.close();
    }

    @Test
    void aTaskAnswersTheClientWhoseMessageStartedItsExecution() throws Exception {
        try (WebSocketClient socket = WebSocketClient.open(webSocket)) {
            socket.send("{\"action\":\"start\",\"message\":{\"text\":\"it's \\\"me\\\"\"}}");

            assertThat(Json.parse(socket.next()))
                    .isEqualTo(Json.parse("{\"said\":{\"text\":\"it's \\\"me\\\"\"},\"from\":\"127.0.0.1\"}"));
            assertThat(socket.awaitClose()).isEqualTo(NORMAL);
        }
        JsonNode end = runtime.endOfExecution(EXECUTION)
                .toCompletableFuture()
                .get(Deployment.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(end.path("status").asText()).as(end.toString()).isEqualTo("SUCCEEDED");
        JsonNode output = Json.parse(end.path("output").asText());
        assertThat(output.at("/connection/StatusCode").asInt()).isEqualTo(200);
        assertThat(output.at("/post/StatusCode").asInt()).isEqualTo(200);
        assertThat(output.at("/delete/StatusCode").asInt()).isEqualTo(204);
        assertThat(output.at("/gone/Error").asText()).isEqualTo("ApiGateway.410");
    }

    /// Uses both endpoints: AWS's own here, and the API's with its stage.
    @Test
    void theAwsCommandPostsDescribesAndDeletes() throws Exception {
        assumeTrue(AwsCommandLine.isInstalled());
        Path data = Files.writeString(folder.resolve("data"), "grüße");

        for (String endpoint : List.of(runtime.aws(), webSocket.toString().replace("ws://", "http://"))) {
            AwsCommandLine aws = new AwsCommandLine(endpoint, "apigatewaymanagementapi");
            try (WebSocketClient socket = WebSocketClient.open(webSocket)) {
                socket.send("who am I");
                String id = socket.next();

                assertThat(aws.run("post-to-connection", "--connection-id=" + id, "--data", "fileb://" + data)
                                .error())
                        .isEmpty();
                assertThat(socket.next()).isEqualTo("grüße");

                JsonNode described =
                        aws.run("get-connection", "--connection-id=" + id).json();
                assertThat(described.properties())
                        .extracting(Map.Entry::getKey)
                        .containsExactlyInAnyOrder("ConnectedAt", "Identity", "LastActiveAt");
                assertThat(instant(described, "ConnectedAt")).isBeforeOrEqualTo(instant(described, "LastActiveAt"));
                assertThat(described.at("/Identity/SourceIp").asText()).isEqualTo("127.0.0.1");
                assertThat(described.at("/Identity/UserAgent").asText()).startsWith("Java-http-client/");

                assertThat(aws.run("delete-connection", "--connection-id=" + id).error())
                        .isEmpty();
                assertThat(socket.awaitClose()).isEqualTo(NORMAL);
                assertThat(aws.run("post-to-connection", "--connection-id=" + id, "--data", "fileb://" + data)
                                .error())
                        .contains("(GoneException)");
            }
        }
    }

    /// Parses a time, which the command converts to ISO 8601; its first version writes the zone as Z or
    /// +00:00.
    private static Instant instant(JsonNode described, String member) {
        return OffsetDateTime.parse(described.path(member).asText()).toInstant();
    }
}
