// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stepgate.local.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// [API destinations](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html).
class ApiDestinationTest {
    private final TestBridge test = new TestBridge();
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(Map.of(
                "line", exchange.getRequestMethod() + " " + exchange.getRequestURI(),
                "key", String.valueOf(exchange.getRequestHeaders().getFirst("X-Api-Key")),
                "authorization", String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                "type", String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                "extra", String.valueOf(exchange.getRequestHeaders().getFirst("X-Extra")),
                "body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        Integer status = statuses.poll();
        exchange.sendResponseHeaders(status == null ? 200 : status, -1);
        exchange.close();
    }

    @Test
    void aKeyGoesWithTheEvent() throws Exception {
        String connection = connection("""
                {"Name": "shop", "AuthorizationType": "API_KEY", "AuthParameters": {
                   "ApiKeyAuthParameters": {"ApiKeyName": "X-Api-Key", "ApiKeyValue": "secret"},
                   "InvocationHttpParameters": {
                     "QueryStringParameters": [{"Key": "q", "Value": "a b"}],
                     "BodyParameters": [{"Key": "from", "Value": "stepgate"}]}}}
                """);
        target(destination(connection, "/orders/*/lines", "POST"), """
                , 'InputPath': '$.detail', 'HttpParameters': {'PathParameterValues': ['$.detail.id'],
                   'HeaderParameters': {'X-Extra': '$.detail-type', 'X-Api-Key': 'other'}, 'QueryStringParameters': {'v': '1'}}
                """);

        test.put("{\"id\":7}");

        assertThat(requests).hasSize(1);
        assertThat(requests.getFirst())
                .contains(
                        entry("line", "POST /orders/7/lines?q=a%20b&v=1"),
                        entry("key", "secret"),
                        entry("extra", "Order"),
                        entry("type", "application/json; charset=utf-8"),
                        entry("body", "{\"id\":7,\"from\":\"stepgate\"}"));
    }

    @Test
    void aNameAndPasswordGoWithTheEvent() throws Exception {
        String connection = connection("""
                {"Name": "shop", "AuthorizationType": "BASIC", "AuthParameters": {
                   "BasicAuthParameters": {"Username": "Aladdin", "Password": "open sesame"}}}
                """);
        target(destination(connection, "/x", "GET"), "");

        test.put("{}");

        // RFC 7617, section 2
        assertThat(requests.getFirst())
                .contains(
                        entry("line", "GET /x"),
                        entry("authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
                        entry("body", ""));
    }

    @Test
    void aFailureThatMayBeTemporaryIsRetried() throws Exception {
        statuses.addAll(List.of(503, 429, 401));
        target(destination(keyed(), "/x", "POST"), "");

        test.put("{}");

        assertThat(requests).hasSize(4);
    }

    @Test
    void anyOtherFailureIsNotRetried() throws Exception {
        String dead = test.queue("dead");
        statuses.addAll(List.of(400, 400));
        target(destination(keyed(), "/x", "POST"), ", 'DeadLetterConfig': {'Arn': '" + dead + "'}");

        test.put("{}");

        assertThat(requests).hasSize(1);
        JsonNode attributes = test.messages("dead").getFirst().path("MessageAttributes");
        assertThat(attributes.path("ERROR_CODE").path("StringValue").asText()).isEqualTo("ERROR_FROM_TARGET");
        assertThat(attributes.path("ERROR_MESSAGE").path("StringValue").asText())
                .endsWith("/x answered 400");
    }

    @Test
    void aRequestThatWouldLeaveThisMachineIsNotSent() throws Exception {
        String dead = test.queue("dead");
        String destination = test.call("CreateApiDestination", Json.parse("""
                {"Name": "far", "ConnectionArn": "%s", "InvocationEndpoint": "https://shop.example/x", "HttpMethod": "POST"}
                """.formatted(keyed())))
                .path("ApiDestinationArn")
                .asText();
        target(destination, ", 'DeadLetterConfig': {'Arn': '" + dead + "'}");

        test.put("{}");

        assertThat(test.messages("dead")
                        .getFirst()
                        .path("MessageAttributes")
                        .path("ERROR_MESSAGE")
                        .path("StringValue")
                        .asText())
                .startsWith("https://shop.example/x is not on this machine");
    }

    @Test
    void aConnectionKeepsItsSecretsToItself() {
        keyed();

        JsonNode described = test.call("DescribeConnection", "{'Name':'keyed'}");

        assertThat(described.path("AuthParameters"))
                .isEqualTo(Json.parse("{\"ApiKeyAuthParameters\":{\"ApiKeyName\":\"X-Api-Key\"}}"));
        assertThat(described.path("ConnectionState").asText()).isEqualTo("AUTHORIZED");
    }

    @Test
    void connectionsAndDestinationsAreListedChangedAndDeleted() {
        destination(keyed(), "/x", "POST");
        test.call("UpdateApiDestination", "{'Name':'there','HttpMethod':'PUT'}");
        assertThat(test.call("DescribeApiDestination", "{'Name':'there'}")
                        .path("HttpMethod")
                        .asText())
                .isEqualTo("PUT");
        assertThat(test.call("ListApiDestinations", "{}").path("ApiDestinations"))
                .hasSize(1);
        assertThat(test.call("ListConnections", "{}").path("Connections")).hasSize(1);

        test.call("DeleteApiDestination", "{'Name':'there'}");
        test.call("DeleteConnection", "{'Name':'keyed'}");

        assertThat(test.call("ListApiDestinations", "{}").path("ApiDestinations"))
                .isEmpty();
        assertThatThrownBy(() -> test.call("DescribeConnection", "{'Name':'keyed'}"))
                .hasMessage("Failed to describe the connection(s). Connection 'keyed' does not exist.");
    }

    private String keyed() {
        return connection("""
                {"Name": "keyed", "AuthorizationType": "API_KEY", "AuthParameters": {
                   "ApiKeyAuthParameters": {"ApiKeyName": "X-Api-Key", "ApiKeyValue": "secret"}}}
                """);
    }

    private String connection(String members) {
        return test.call("CreateConnection", Json.parse(members))
                .path("ConnectionArn")
                .asText();
    }

    private String destination(String connection, String path, String method) {
        return test.call("CreateApiDestination", Json.parse("""
                {"Name": "there", "ConnectionArn": "%s", "InvocationEndpoint": "http://127.0.0.1:%d%s", "HttpMethod": "%s"}
                """.formatted(
                                connection, server.getAddress().getPort(), path, method)))
                .path("ApiDestinationArn")
                .asText();
    }

    private void target(String destination, String more) {
        test.rule("orders", "{'Id':'1','Arn':'" + destination + "','RoleArn':'" + TestBridge.ROLE + "'" + more + "}");
    }
}
