// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

/// `@connections`, which posts to open connections, describes and deletes them
/// ([API](https://docs.aws.amazon.com/apigatewaymanagementapi/latest/reference/)).
@SuppressWarnings("NullAway")
class ConnectionsTest {
    @Test
    void postsToConnectionsDescribesAndDeletesThem() throws Exception {
        Definition definition = new Definition().answering("D", "$default", "$context.connectionId");
        try (Gateways gateways = new Gateways(definition);
                TestClient client = gateways.client("User-Agent", "test");
                HttpClient http = HttpClient.newHttpClient()) {
            String id = client.send("{}").next();
            URI connection = URI.create("http://127.0.0.1:" + gateways.port() + "/api/@connections/" + id);

            assertThat(send(http, HttpRequest.newBuilder(connection).POST(BodyPublishers.ofString("grüße")))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(client.next()).isEqualTo("grüße");
            send(http, HttpRequest.newBuilder(connection).POST(BodyPublishers.ofByteArray(new byte[] {(byte) 0xff})));
            assertThat(client.next()).isEqualTo("binary 1");
            assertThat(send(
                                    http,
                                    HttpRequest.newBuilder(connection)
                                            .POST(BodyPublishers.ofByteArray(new byte[131_073])))
                            .statusCode())
                    .isEqualTo(413);

            JsonNode described =
                    Json.parse(send(http, HttpRequest.newBuilder(connection)).body());
            assertThat(described.path("identity"))
                    .isEqualTo(Json.parse("{\"userAgent\":\"test\",\"sourceIp\":\"127.0.0.1\"}"));
            assertThat(described.path("connectedAt").asText()).endsWith("Z");

            URI otherStage = URI.create("http://127.0.0.1:" + gateways.port() + "/other/@connections/" + id);
            assertThat(send(http, HttpRequest.newBuilder(otherStage)).statusCode())
                    .isEqualTo(403);
            URI malformed = URI.create("http://127.0.0.1:" + gateways.port() + "/api/@connections/x");
            assertThat(send(http, HttpRequest.newBuilder(malformed)).body()).contains("Invalid connectionId: x");

            assertThat(send(http, HttpRequest.newBuilder(connection).DELETE()).statusCode())
                    .isEqualTo(204);
            assertThat(client.next()).isEqualTo("1000 Connection Closed Normally");
            await().until(() -> gateways.connections.count() == 0);
            assertThat(send(http, HttpRequest.newBuilder(connection).POST(BodyPublishers.ofString("late")))
                            .statusCode())
                    .isEqualTo(410);
        }
    }

    private static java.net.http.HttpResponse<String> send(HttpClient http, HttpRequest.Builder request)
            throws Exception {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
