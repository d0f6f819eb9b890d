// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.authorizer.TokenIssuer;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.test.RestAnswer;
import dev.stepgate.test.RestClient;
import dev.stepgate.test.WebSocketClient;
import dev.stepgate.test.WebSocketHandshake;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The console's record of what came to the five systems: each request and message with its steps, the calls
/// that these made, and their times.
class ConsoleTrafficTest {
    private static final TokenIssuer ISSUER = new TokenIssuer();
    private static final LocalRuntime RUNTIME = LocalRuntime.start(
            RuntimeOptions.of(Path.of("template.yaml"))
                    .withParameters(Map.of(
                            "ApiAuthorization",
                            "JWT",
                            "JwtIssuer",
                            ISSUER.issuer(),
                            "JwtAudience",
                            TokenIssuer.AUDIENCE,
                            "JwtKeysUrl",
                            ISSUER.keysUrl()))
                    .withPorts(new RuntimeOptions.Ports(0, 0, 0).withConsole(0)),
            RuntimeDependencies.real(RuntimeLog.NONE));
    private static final RestClient CONSOLE =
            RestClient.of(URI.create(RUNTIME.console().orElseThrow()));

    @AfterAll
    static void stop() {
        RUNTIME.close();
        ISSUER.close();
    }

    private static JsonNode get(String path) {
        RestAnswer answer = CONSOLE.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Json.parse(answer.text());
    }

    /// Returns the details of the newest row whose member has the value.
    private static JsonNode newest(String list, String kind, String member, String value) {
        JsonNode row = Awaitility.await()
                .until(
                        () -> {
                            for (JsonNode each : get("/api/" + list).path("rows")) {
                                if (each.path(member).asText().equals(value)) {
                                    return each;
                                }
                            }
                            return Json.mapper().missingNode();
                        },
                        found -> !found.isMissingNode());
        String server = list.contains("server=aws") ? "&server=aws" : "";
        return get("/api/" + kind + "?number=" + row.path("number").asText() + server);
    }

    @Test
    void aWebSocketsOpeningShowsItsAuthorizerAndAMessageItsIntegration() {
        String token = ISSUER.token("jane");
        try (WebSocketClient client = WebSocketHandshake.to(URI.create(RUNTIME.api("WebSocketApi") + "/api"))
                .query("token=" + token)
                .open()) {
            client.send("{\"action\":\"start\",\"seconds\":0,\"data\":1}");
            client.next();
        }

        JsonNode opening = newest("messages", "message", "event", "CONNECT");
        assertThat(opening.path("steps").findValuesAsText("name"))
                .containsExactly(
                        "route",
                        "authorization",
                        "route request",
                        "integration request",
                        "integration",
                        "integration response");
        assertThat(opening.path("steps")).allMatch(step -> step.path("ms").isDouble());
        assertThat(opening.at("/authorizer/to").asText()).contains("JwtAuthorizerFunction");
        assertThat(Json.parse(opening.at("/authorizer/body").asText())
                        .at("/queryStringParameters/token")
                        .asText())
                .isEqualTo(token);
        assertThat(opening.at("/authorizer/received/body").asText()).contains("principalId");
        assertThat(opening.at("/context/authorizer/owner").isTextual()).isTrue();
        assertThat(opening.at("/sent/to").asText()).isEqualTo("dynamodb: DynamoDB_20120810.PutItem");

        JsonNode message = newest("messages", "message", "route", "start");
        assertThat(message.at("/sent/to").asText()).isEqualTo("states: AWSStepFunctions.StartExecution");
        assertThat(message.at("/received/body").asText()).contains("executionArn");
        assertThat(message.at("/selection/status").asInt()).isEqualTo(200);
        assertThat(message.path("ms").isIntegralNumber()).isTrue();
    }

    @Test
    void aRefusedOpeningShowsWhere() {
        URI stage = URI.create(RUNTIME.api("WebSocketApi") + "/api");
        assertThat(catchThrowable(
                        () -> WebSocketHandshake.to(stage).query("token=x").open()))
                .isNotNull();

        JsonNode refused = Awaitility.await()
                .until(
                        () -> {
                            for (JsonNode each : get("/api/messages").path("rows")) {
                                if (each.has("failure")) {
                                    return get("/api/message?number="
                                            + each.path("number").asText());
                                }
                            }
                            return Json.mapper().missingNode();
                        },
                        found -> !found.isMissingNode());
        assertThat(refused.path("steps").findValuesAsText("name")).containsExactly("route", "authorization");
        assertThat(refused.at("/steps/1/failure").asText()).isNotEmpty();
        assertThat(refused.at("/authorizer/received/body").asText()).contains("Unauthorized");
    }

    @Test
    void aRequestShowsTheEventOfItsAuthorizerAndWhatThatAnswered() {
        RestClient rest = RestClient.of(URI.create(RUNTIME.api("RestApi") + "/api"));
        assertThat(rest.get("/1/users/10", "Authorization", "Bearer " + ISSUER.token("john"))
                        .status())
                .isEqualTo(200);

        JsonNode request = newest("requests", "request", "target", "/api/1/users/10");
        JsonNode event = Json.parse(request.at("/authorizer/body").asText());
        assertThat(event.path("methodArn").asText()).endsWith("/api/GET/1/users/10");
        assertThat(request.at("/authorizer/received/body").asText()).contains("Allow");
    }

    @Test
    void callsAtTheAwsEndpointAreListed() {
        RestClient aws = RestClient.of(URI.create(RUNTIME.aws()));
        aws.send(
                "POST",
                "/",
                "{\"stateMachineArn\":\"none\"}",
                "Content-Type",
                "application/x-amz-json-1.0",
                "X-Amz-Target",
                "AWSStepFunctions.DescribeStateMachine");

        JsonNode call = newest("requests?server=aws", "request", "target", "AWSStepFunctions.DescribeStateMachine");
        assertThat(call.path("status").asInt()).isEqualTo(400);
        assertThat(call.at("/request/body").asText()).contains("none");
        assertThat(call.at("/answer/body").asText()).contains("InvalidArn");
        assertThat(get("/api/requests").path("rows").findValuesAsText("server")).doesNotContain("AWS_ENDPOINT");
    }
}
