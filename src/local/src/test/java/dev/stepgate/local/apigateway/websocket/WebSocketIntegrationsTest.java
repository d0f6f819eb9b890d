// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsEndpoint;
import dev.stepgate.local.dynamodb.TestTables;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.RealTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The integrations of routes, and the mappings to and from them (developer guide, "Integrations for
/// WebSocket APIs in API Gateway").
@SuppressWarnings("NullAway")
class WebSocketIntegrationsTest {
    @Test
    void runsAMessageThroughTemplateServiceAndTemplate() throws Exception {
        Definition definition = new Definition()
                .route("D", "$default", Definition.STATES)
                .twoWay("D")
                .response(
                        "D",
                        "$default",
                        ",'TemplateSelectionExpression':'\\\\$default','ResponseTemplates':{'$default':'$input.path(\\\"$.status\\\") $context.routeKey'}");
        try (Gateways gateways = new Gateways(definition, Gateways.answering(200, "{\"status\":\"SUCCEEDED\"}"));
                TestClient client = gateways.client()) {
            client.send("{\"first_name\" : \"Jane\"}");

            assertThat(client.next()).isEqualTo("SUCCEEDED $default");
            Gateways.Call call = gateways.calls.take();
            assertThat(call.service()).isEqualTo("states");
            assertThat(call.request().headers().first("X-Amz-Target")).hasValue("AWSStepFunctions.StartSyncExecution");
            JsonNode input = Json.parse(call.request().body());
            assertThat(input.path("input").asText()).isEqualTo("{\"first_name\" : \"Jane\"}");
            assertThat(input.path("name").asText()).matches("[A-Za-z0-9_-]{15}=");
        }
    }

    @Test
    void passesTheServicesAnswerOnWhereThereIsNoTemplate() throws Exception {
        Definition definition = new Definition()
                .route("D", "$default", Definition.STATES)
                .twoWay("D")
                .response("D", "$default", "");
        try (Gateways gateways = new Gateways(definition, Gateways.answering(400, "{\"__type\":\"x\"}"));
                TestClient client = gateways.client()) {
            assertThat(client.send("hello").next()).isEqualTo("{\"__type\":\"x\"}");
        }
    }

    @Test
    void selectsTheIntegrationResponseByStatusAndTheTemplateByExpression() throws Exception {
        Definition definition = new Definition()
                .route("D", "$default", Definition.STATES)
                .twoWay("D")
                .response("D", "/4\\\\d\\\\d/", ",'ResponseTemplates':{'$default':'refused'}")
                .response(
                        "D",
                        "$default",
                        ",'TemplateSelectionExpression':'${integration.response.statuscode}',"
                                + "'ResponseTemplates':{'503':'unavailable','$default':'other'}");
        for (Answer answer :
                List.of(new Answer(404, "refused"), new Answer(503, "unavailable"), new Answer(200, "other"))) {
            try (Gateways gateways = new Gateways(definition, Gateways.answering(answer.status(), "{}"));
                    TestClient client = gateways.client()) {
                assertThat(client.send("{}").next()).isEqualTo(answer.frame());
            }
        }
    }

    private record Answer(int status, String frame) {}

    /// As AWS answered LocalStack's test_websocket_non_proxy_response_integration: a part of the answer's body never
    /// selects a template, a header does.
    @Test
    void selectsATemplateByAHeaderOfTheAnswerButNotByItsBody() throws Exception {
        for (Map.Entry<String, String> selection : Map.of(
                        "$integration.response.body.errorMessage", "default",
                        "$integration.response.header.Content-Type", "json")
                .entrySet()) {
            Definition definition = new Definition()
                    .route("D", "$default", Definition.STATES)
                    .twoWay("D")
                    .response(
                            "D",
                            "$default",
                            ",'TemplateSelectionExpression':'" + selection.getKey() + "','ResponseTemplates':"
                                    + "{'e':'error','application/json':'json','$default':'default'}");
            try (Gateways gateways = new Gateways(definition, Gateways.answering(200, "{\"errorMessage\":\"e\"}"));
                    TestClient client = gateways.client()) {
                assertThat(client.send("{}").next()).isEqualTo(selection.getValue());
            }
        }
    }

    /// As AWS answered LocalStack's test_websocket_with_sns_integration.
    @Test
    void usesTheFirstTemplateOfAResponseWithoutExpressionAndDefault() throws Exception {
        Definition definition = new Definition()
                .route("D", "$default", Definition.STATES)
                .twoWay("D")
                .response("D", "$default", ",'ResponseTemplates':{'200':'order created'}");
        try (Gateways gateways = new Gateways(definition, Gateways.answering(200, "{}"));
                TestClient client = gateways.client()) {
            assertThat(client.send("{}").next()).isEqualTo("order created");
        }
    }

    @Test
    void givesAFunctionTheWholeEventAndTheClientItsBody() throws Exception {
        Definition definition =
                new Definition().route("D", "$default", Definition.FUNCTION).twoWay("D");
        Function<Gateways.Call, CompletionStage<HttpResponse>> backend =
                Gateways.answering(200, "{\"statusCode\":200,\"body\":\"{\\\"ok\\\":true}\"}");
        try (Gateways gateways = new Gateways(definition, backend);
                TestClient client = gateways.client("User-Agent", "test")) {
            assertThat(client.send("{\"action\":\"x\"}").next()).isEqualTo("{\"ok\":true}");

            Gateways.Call call = gateways.calls.take();
            assertThat(call.request().rawPath()).isEqualTo("/2015-03-31/functions/echo/invocations");
            JsonNode event = Json.parse(call.request().body());
            assertThat(event.path("body").asText()).isEqualTo("{\"action\":\"x\"}");
            assertThat(event.path("isBase64Encoded").asBoolean(true)).isFalse();
            assertThat(event.at("/stageVariables/color").asText()).isEqualTo("blue");
            JsonNode context = event.path("requestContext");
            assertThat(context.path("eventType").asText()).isEqualTo("MESSAGE");
            assertThat(context.path("routeKey").asText()).isEqualTo("$default");
            assertThat(context.path("messageDirection").asText()).isEqualTo("IN");
            assertThat(context.path("stage").asText()).isEqualTo("api");
            assertThat(context.path("apiId").asText()).isEqualTo("a1b2c3");
            assertThat(context.path("domainName").asText()).isEqualTo("a1b2c3.execute-api.us-east-1.amazonaws.com");
            assertThat(context.path("connectedAt").isIntegralNumber()).isTrue();
            assertThat(context.path("messageId").asText()).isNotEmpty();
            assertThat(context.path("requestId")).isEqualTo(context.path("extendedRequestId"));
            assertThat(context.path("identity"))
                    .isEqualTo(Json.parse("{\"userAgent\":\"test\",\"sourceIp\":\"127.0.0.1\"}"));
            assertThat(context.has("responseOverride")).isFalse();
        }
    }

    @Test
    void putsMappedParametersIntoTheRequest() throws Exception {
        String uri = "arn:aws:apigateway:us-east-1:sqs:path/123456789012/{queue}";
        Definition definition = new Definition()
                .route(
                        "D",
                        "$default",
                        "{'IntegrationType':'AWS','IntegrationUri':'" + uri + "',"
                                + "'RequestParameters':{'integration.request.path.queue':'route.request.body.to',"
                                + "'integration.request.querystring.from':'context.identity.sourceIp'},"
                                + "'RequestTemplates':{'$default':'Action=SendMessage&MessageBody=$input.body'}}");
        definition
                .parts()
                .withObject("/Integration/D/RequestParameters")
                .put("integration.request.header.Content-Type", "'application/x-www-form-urlencoded'");
        try (Gateways gateways = new Gateways(definition, Gateways.answering(200, "{}"));
                TestClient client = gateways.client()) {
            client.send("{\"to\":\"a b\"}");

            Gateways.Call call = gateways.calls.take();
            assertThat(call.service()).isEqualTo("sqs");
            assertThat(call.request().rawPath()).isEqualTo("/123456789012/a%20b");
            assertThat(call.request().rawQuery()).isEqualTo("from=127.0.0.1");
            assertThat(call.request().headers().first("Content-Type")).hasValue("application/x-www-form-urlencoded");
        }
    }

    @Test
    void putsAnItemIntoATable() throws Exception {
        TestTables tables = new TestTables(new RealTime()).create("items", "'id':'S'", "id");
        AwsEndpoint services = new AwsEndpoint(List.of(tables.tables));
        Definition definition = new Definition()
                .route(
                        "D",
                        "$default",
                        "{'IntegrationType':'AWS','IntegrationUri':'arn:aws:apigateway:us-east-1:dynamodb:action/PutItem'}")
                .twoWay("D")
                .response("D", "$default", "");
        try (Gateways gateways = new Gateways(definition, call -> services.call(call.service(), call.request()));
                TestClient client = gateways.client()) {
            String answer = client.send("{\"TableName\":\"items\",\"Item\":{\"id\":{\"S\":\"1\"}}}")
                    .next();

            assertThat(answer).isEqualTo("{}");
            assertThat(tables.get("items", "{'id':{'S':'1'}}").isObject()).isTrue();
        }
    }

    @Test
    void callsAnHttpEndpoint() throws Exception {
        try (dev.stepgate.local.http.HttpServer endpoint = dev.stepgate.local.http.HttpServer.start(
                0,
                request -> CompletableFuture.completedFuture(HttpResponse.of(
                        201, "text/plain", request.headers().first("X-Who").orElse("") + " said " + request.text())))) {
            String uri = "'IntegrationUri':'http://127.0.0.1:" + endpoint.port() + "/in'";
            Definition definition = new Definition()
                    .route(
                            "D",
                            "$default",
                            "{'IntegrationType':'HTTP_PROXY'," + uri
                                    + ",'RequestParameters':{'integration.request.header.X-Who':'context.identity.sourceIp'}}")
                    .twoWay("D")
                    .route(
                            "H",
                            "http",
                            "{'IntegrationType':'HTTP'," + uri + ",'RequestTemplates':{'$default':'mapped'}}")
                    .twoWay("H")
                    .response("H", "/201/", ",'ResponseTemplates':{'$default':'created: $input.body'}");
            try (Gateways gateways = new Gateways(definition);
                    TestClient client = gateways.client()) {
                assertThat(client.send("hi").next()).isEqualTo("127.0.0.1 said hi");
                assertThat(client.send("{\"action\":\"http\"}").next()).isEqualTo("created:  said mapped");
            }
        }
    }

    @Test
    void convertsPayloads() throws Exception {
        Definition definition = new Definition()
                .route(
                        "D",
                        "$default",
                        "{'IntegrationType':'AWS','IntegrationUri':'arn:aws:apigateway:us-east-1:states:action/X',"
                                + "'ContentHandlingStrategy':'CONVERT_TO_BINARY'}")
                .twoWay("D")
                .response("D", "$default", ",'ContentHandlingStrategy':'CONVERT_TO_TEXT'");
        try (Gateways gateways = new Gateways(definition, Gateways.answering(200, "hi"));
                TestClient client = gateways.client()) {
            assertThat(client.send("aGVsbG8=").next()).isEqualTo("aGk=");
            assertThat(gateways.calls.take().request().text()).isEqualTo("hello");
            assertThat(client.send("no Base64!").next()).startsWith("{\"message\": \"Internal server error\"");
        }
    }
}
