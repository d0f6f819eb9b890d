// SPDX-License-Identifier: Apache-2.0
package dev.stepgate;

import static dev.stepgate.DeployedMappingTemplates.FORM;
import static dev.stepgate.DeployedMappingTemplates.JSON;
import static dev.stepgate.DeployedMappingTemplates.context;
import static dev.stepgate.DeployedMappingTemplates.render;
import static dev.stepgate.DeployedMappingTemplates.request;
import static dev.stepgate.DeployedMappingTemplates.webSocket;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.vtl.ContextMap;
import dev.stepgate.local.vtl.InputVariable;
import dev.stepgate.local.vtl.MappingTemplate;
import dev.stepgate.local.vtl.RequestParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the templates of requests: Step Functions receives what the client sends, whatever it contains.
class RequestTemplatesTest {
    private static final int CASES = 500;

    /// The extended request id, which no client can choose, in the characters of names.
    private static final String NAME = "JKJaXm-LvHc_SHA";

    private static final String NEVER_WAS = "JKJaXmLvHcSHA";
    private static final String MACHINES = "arn:aws:states:us-east-1:123456789012:stateMachine:stepgate-";
    private static final String RAMEN = "arn:aws:states:us-east-1:123456789012:execution:stepgate-RamenTimer:";

    @ParameterizedTest
    @CsvSource({
        "/execute, application/json, Workflow",
        "/ramen/start-execution, application/json, RamenTimer",
        "/ramen/start-execution, application/x-www-form-urlencoded, RamenTimer"
    })
    void aBodyBecomesTheInputUnchanged(String path, String contentType, String machine) {
        MappingTemplate template = request(path, "post", contentType);
        HostileTexts texts = new HostileTexts(path.length());

        for (int i = 0; i < CASES; i++) {
            String body = texts.body();
            JsonNode start = Json.parse(render(template, body));

            assertThat(start.path("input").textValue()).isEqualTo(body);
            assertThat(start.path("name").textValue()).isEqualTo(NAME);
            assertThat(start.path("stateMachineArn").textValue()).isEqualTo(MACHINES + machine);
            assertThat(start).hasSize(3);
        }
    }

    @Test
    void aMessageBecomesTheInputUnchangedEvenWhenItIsNoJson() {
        MappingTemplate template = webSocket("Integration", "RequestTemplates", "DefaultIntegration");
        HostileTexts texts = new HostileTexts(1);

        for (int i = 0; i < CASES; i++) {
            String message = i % 2 == 0 ? texts.body() : "x" + texts.text();
            JsonNode start = Json.parse(render(template, message));

            assertThat(start.path("input").textValue()).isEqualTo(message);
            assertThat(start.path("stateMachineArn").textValue()).isEqualTo(MACHINES + "SyncWorkflow");
            assertThat(start).hasSize(2);
        }
    }

    /// PushResult reads input and output in one answer, of at most 262,144 bytes.
    @ParameterizedTest
    @CsvSource({
        "x, 119000, true",
        "x, 120500, false",
        "\", 29000, true",
        "\", 60500, false",
        "\u00e9, 19800, true",
        "\u00e9, 20500, false"
    })
    void aStartedMessageLeavesRoomForItsResult(String character, int times, boolean taken) {
        String message = Json.write(
                Json.mapper().createObjectNode().put("action", "start").put("data", character.repeat(times)));

        JsonNode start = Json.parse(render(webSocket("Integration", "RequestTemplates", "StartIntegration"), message));

        assertThat(start.path("input").textValue().length() <= 131_072).isEqualTo(taken);
        if (!taken) {
            assertThat(start.path("input").textValue()).hasSizeGreaterThan(262_144);
        }
    }

    @Test
    void pathAndQueryStayTextsInTheInput() {
        MappingTemplate template = request("/{version}/users/{id}", "get", JSON);
        HostileTexts texts = new HostileTexts(2);

        for (int i = 0; i < CASES; i++) {
            Map<String, String> path = Map.of("version", texts.text(), "id", texts.text());
            Map<String, String> query = new LinkedHashMap<>();
            IntStream.range(0, i % 4).forEach(_ -> query.put(texts.text(), texts.text()));

            JsonNode start =
                    Json.parse(render(template, "", new RequestParameters(path, query, Map.of("Cookie", "secret"))));
            JsonNode input = Json.parse(start.path("input").textValue());

            assertThat(start).hasSize(2);
            assertThat(input.properties()).extracting(Map.Entry::getKey).containsExactly("version", "gtw_params");
            assertThat(input.at("/gtw_params/params"))
                    .isEqualTo(Json.mapper().valueToTree(Map.of("path", path, "querystring", query)));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0, 0", "2147, 2147", "v1, null", "01, null", "-1, null", "1.5, null", "1234567890, null"})
    void aVersionIsAWholeNumberOrNone(String version, String expected) {
        RequestParameters parameters =
                new RequestParameters(Map.of("version", version, "id", "10"), Map.of(), Map.of());

        JsonNode start = Json.parse(render(request("/{version}/users/{id}", "get", JSON), "", parameters));

        assertThat(Json.parse(start.path("input").textValue()).path("version")).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, FORM})
    void noExecutionButTheRamenTimersOwnIsDescribed(String contentType) {
        MappingTemplate template = request("/ramen/describe-execution", "post", contentType);
        HostileTexts texts = new HostileTexts(3);
        List<String> prefixes = List.of(
                "",
                RAMEN,
                RAMEN + "a:",
                "arn:aws:states:us-east-1:123456789012:execution:stepgate-Workflow:",
                "arn:aws:states:us-east-1:123456789012:express:stepgate-SyncWorkflow:a:");

        for (int i = 0; i < CASES; i++) {
            String asked = prefixes.get(i % prefixes.size()) + texts.text();
            String body = i % 7 == 0 ? texts.json() : Json.write(texts.object(2).put("executionArn", asked));
            JsonNode describe = Json.parse(render(template, body));
            String arn = describe.path("executionArn").textValue();

            assertThat(describe).hasSize(1);
            assertThat(arn)
                    .satisfiesAnyOf(
                            it -> assertThat(it).isEqualTo("malformed"),
                            it -> assertThat(it).isEqualTo(RAMEN + NEVER_WAS),
                            it -> assertThat(it).isEqualTo(asked).startsWith(RAMEN));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:states:us-east-1:123456789012:execution:stepgate-RamenTimer:one,   one",
        "arn:aws:states:us-east-1:123456789012:execution:stepgate-RamenTimer:O'Ne,  O'Ne",
        "arn:aws:states:us-east-1:123456789012:execution:stepgate-Workflow:one,     " + NEVER_WAS,
        "arn:aws:states:eu-west-1:123456789012:execution:stepgate-RamenTimer:one,   " + NEVER_WAS,
        "arn:aws:states:us-east-1:123456789012:express:stepgate-SyncWorkflow:a:b,   " + NEVER_WAS
    })
    void anExecutionOfAnotherMachineIsReplacedByOneThatDoesNotExist(String arn, String name) {
        String body = Json.write(Json.mapper().createObjectNode().put("executionArn", arn));

        assertThat(Json.parse(render(request("/ramen/describe-execution", "post", JSON), body))
                        .path("executionArn")
                        .textValue())
                .isEqualTo(RAMEN + name);
    }

    @ParameterizedTest
    @CsvSource({
        "key, '', key",
        "key, 0123456789abcdef, 0123456789abcdef_key",
        "'', 0123456789abcdef, 0123456789abcdef_" + NAME,
        "a_B-9, '', a_B-9",
        "'a b', o, 'o_ '",
        "'x:y', '', ' '",
        "12345678901234567890123456789012345678901, '', ' '"
    })
    void anExecutionIsNamedAfterItsOwnerAndTheClientsKey(String key, String owner, String name) {
        RequestParameters parameters = new RequestParameters(Map.of(), Map.of(), Map.of("Idempotency-Key", key));
        ContextMap context = context();
        ContextMap authorizer = new ContextMap();
        authorizer.put("owner", owner);
        context.put("authorizer", authorizer);

        for (String path : List.of("/execute", "/async", "/ramen/start-execution", "/ramen/executions")) {
            String rendered = request(path, "post", JSON)
                    .render(new InputVariable("{\"waitTime\":1}", parameters), context, Map.of());

            assertThat(Json.parse(rendered).path("name").textValue()).isEqualTo(name);
        }
    }

    /// The names of headers have no case; a query of the same name is none.
    @ParameterizedTest
    @ValueSource(strings = {"Idempotency-Key", "idempotency-key", "IDEMPOTENCY-KEY"})
    void aKeyIsAHeaderInAnyCaseAndNoQuery(String header) {
        RequestParameters parameters =
                new RequestParameters(Map.of(), Map.of("Idempotency-Key", "query"), Map.of(header, "key"));

        JsonNode start = Json.parse(render(request("/execute", "post", JSON), "{}", parameters));

        assertThat(start.path("name").textValue()).isEqualTo("key");
    }

    @ParameterizedTest
    @CsvSource({
        "callback, webhook-timestamp, webhook-signature",
        "callback, Webhook-Timestamp, Webhook-Signature",
        "heartbeat, WEBHOOK-TIMESTAMP, WEBHOOK-SIGNATURE"
    })
    void aSignatureIsInHeadersInAnyCaseAndInNoQuery(String kind, String timestamp, String signature) {
        String path = "/async/callbacks/{id}" + (kind.equals("heartbeat") ? "/heartbeat" : "");
        HostileTexts texts = new HostileTexts(9);
        for (int i = 0; i < CASES; i++) {
            String id = texts.text();
            Map<String, String> headers = Map.of(timestamp, texts.text(), signature, texts.text());
            Map<String, String> query = Map.of("webhook-timestamp", "1", "webhook-signature", "v1,x");
            String body = texts.body();

            JsonNode start = Json.parse(
                    render(request(path, "post", JSON), body, new RequestParameters(Map.of("id", id), query, headers)));

            assertThat(Json.parse(start.path("input").textValue()))
                    .isEqualTo(Json.mapper()
                            .valueToTree(Map.of(
                                    "kind", kind,
                                    "id", id,
                                    "timestamp", headers.get(timestamp),
                                    "signature", headers.get(signature),
                                    "body", body)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/execute/executions/{id}, get, Workflow",
        "/ramen/executions/{id}, get, RamenTimer",
        "/ramen/executions/{id}, delete, RamenTimer",
        "/async/executions/{id}, get, AsyncApiCallback"
    })
    void anIdBelongsToTheMachineOfItsRoute(String path, String method, String machine) {
        HostileTexts texts = new HostileTexts(8);
        for (int i = 0; i < CASES; i++) {
            String id = texts.text();
            JsonNode asked = Json.parse(render(
                    request(path, method, JSON), "", new RequestParameters(Map.of("id", id), Map.of(), Map.of())));

            assertThat(asked.path("executionArn").textValue())
                    .isEqualTo(
                            id.matches("[A-Za-z0-9_-]{1,80}")
                                    ? RAMEN.replace("RamenTimer", machine) + id
                                    : "malformed");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"waitTime\":0,\"status\":\"success\"}",
                "{\"status\":\"failure\", \"waitTime\": 290}",
                "{\"waitTime\":3,\"status\":\"success\",\"note\":\"O'Brien \\\"$ #set\"}"
            })
    void anAsyncRequestWithinTheTimeoutIsTheInput(String body) {
        JsonNode start = Json.parse(render(request("/async", "post", JSON), body));

        assertThat(start.path("input").textValue()).isEqualTo(body);
        assertThat(start.path("name").textValue()).isEqualTo(NAME);
        assertThat(start.path("stateMachineArn").textValue()).isEqualTo(MACHINES + "AsyncApiCallback");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "7",
                "{\"waitTime\":291}",
                "{\"waitTime\":1,\"heartbeatSeconds\":300}",
                "{\"waitTime\":-1}",
                "{\"waitTime\":\"3\"}",
                "{\"waitTime\":2.5}",
                "{\"waitTime\":null}",
                "{\"waitTime\":[3]}",
                "{\"waitTime\":99999999999999999999}"
            })
    void anAsyncRequestBeyondTheTimeoutIsRefused(String body) {
        JsonNode start = Json.parse(render(request("/async", "post", JSON), body));

        assertThat(start.path("input").textValue()).isEqualTo("refused");
    }
}
