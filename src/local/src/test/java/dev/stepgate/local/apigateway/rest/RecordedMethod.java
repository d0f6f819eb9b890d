// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.apigateway.AwsBackendRequest;
import dev.stepgate.local.apigateway.EchoServer;
import dev.stepgate.local.apigateway.Stage;
import dev.stepgate.local.apigateway.StageSettings;
import dev.stepgate.local.apigateway.UsagePlan;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A recorded method as an OpenAPI document, and the request that was sent to it.
record RecordedMethod(JsonNode row, EchoServer echo) {

    /// The setup of the recorded tests: variables of the stage, models, the key of a usage plan, a canary.
    private static final String SCHEMAS = """
            {"testSchemaList": {"type": "array", "items": {"type": "object", "required": ["a", "b"],
              "properties": {"a": {"type": "number"}, "b": {"type": "number"}}}},
             "TestModel": {"type": "object", "required": ["status"], "properties": {"status": {"oneOf": [
               {"type": "null"}, {"type": "object", "required": ["Order", "Status"]}]}}}}
            """;

    private static final Map<String, String> VARIABLES =
            Map.of("version", "1.0", "lambdaFunction", "test", "testVar", "default", "defaultVar", "default");

    static RecordedMethod of(JsonNode row, EchoServer echo) {
        return new RecordedMethod(row, echo);
    }

    HttpResponse call() {
        RestApi api = RestApi.fromOpenApi(document(), stage());
        return TestApi.of(api).answering(this::service).call(request());
    }

    private boolean isCanary() {
        return row.path("id").asText().contains("canary")
                && row.path("id").asText().endsWith("#c11");
    }

    private Stage stage() {
        String name = row.at("/request/stage").asText();
        StageSettings settings = StageSettings.NONE;
        if (row.at("/method/apiKeyRequired").asBoolean()
                && !row.path("id").asText().endsWith("#c14")) {
            String key = row.at("/request/headers/x-api-key").asText("other");
            settings = settings.withUsagePlans(List.of(new UsagePlan(
                    "plan", List.of(new UsagePlan.ApiKey("id", key)), Optional.empty(), Optional.empty())));
        }
        if (row.path("id").asText().contains("canary")) {
            settings = settings.withCanary(new StageSettings.Canary(
                    isCanary() ? 100 : 0, Map.of("testVar", "canary", "noStageVar", "canary")));
        }
        return new Stage(TestApi.ADDRESS, name, VARIABLES, settings);
    }

    private JsonNode document() {
        ObjectNode operation = Json.mapper().createObjectNode();
        if (row.at("/method/apiKeyRequired").asBoolean()) {
            operation.putArray("security").addObject().putArray("api_key");
        }
        if (row.path("method").has("requestValidatorId")) {
            operation.put("x-amazon-apigateway-request-validator", "all");
            row.at("/method/requestModels")
                    .properties()
                    .forEach(model -> operation
                            .withObject("/requestBody")
                            .withObject("/content")
                            .putObject(model.getKey())
                            .putObject("schema")
                            .put(
                                    "$ref",
                                    "#/components/schemas/" + model.getValue().asText()));
        }
        operation.set("x-amazon-apigateway-integration", integration(operation.putObject("responses")));
        String method = row.at("/request/method").asText().toLowerCase(Locale.ROOT);
        ObjectNode document = TestApi.document(row.path("resource").asText(), method, operation);
        document.withObject("/components").set("schemas", Json.parse(SCHEMAS));
        document.withObject("/components/securitySchemes/api_key")
                .put("type", "apiKey")
                .put("name", "x-api-key");
        document.withObject("/x-amazon-apigateway-request-validators/all")
                .put("validateRequestBody", true)
                .put("validateRequestParameters", true);
        return document;
    }

    private ObjectNode integration(ObjectNode declared) {
        ObjectNode integration = row.path("integration").deepCopy();
        integration.remove("integrationHttpMethod");
        integration.put(
                "httpMethod", row.at("/integration/integrationHttpMethod").asText("POST"));
        if (integration.has("uri")) {
            String uri = integration.get("uri").asText().replaceAll("@@[^@]*@@", "arn");
            integration.put(
                    "uri",
                    uri.contains("httpbin")
                            ? echo.address() + "/post"
                            : uri.equals("arn") ? echo.address() + "/raw" : uri);
        }
        ObjectNode responses = integration.putObject("responses");
        for (JsonNode each : row.path("integration_responses")) {
            ObjectNode response = each.deepCopy();
            String pattern = response.path("selectionPattern").asText("");
            response.remove("selectionPattern");
            String status = response.get("statusCode").asText().replaceFirst("@@.*", "200");
            response.put("statusCode", status);
            if (isCanary()) {
                JsonNode template = response.at("/responseTemplates/application~1json");
                response.withObject("/responseTemplates")
                        .put("application/json", template.asText().replace("default deployment", "canary deployment"));
            }
            responses.set(pattern.isEmpty() ? "default" : pattern, response);
            ObjectNode headers = declared.putObject(status).putObject("headers");
            response.path("responseParameters")
                    .fieldNames()
                    .forEachRemaining(name -> headers.putObject(name.replace("method.response.header.", "")));
        }
        return integration;
    }

    private HttpRequest request() {
        JsonNode request = row.path("request");
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("Host", "api1234567.execute-api.us-east-1.amazonaws.com"));
        request.path("headers")
                .properties()
                .forEach(field ->
                        headers.add(new Header(field.getKey(), field.getValue().asText())));
        String body = "";
        if (request.has("json")) {
            body = Json.write(request.get("json")).replace("\":", "\": ").replace(",\"", ", \"");
            headers.add(new Header("Content-Type", "application/json"));
        } else if (request.has("data")) {
            body = request.get("data").path("$bytes").asText(request.get("data").asText());
        }
        String query = request.has("query") ? "?" + request.get("query").asText() : "";
        String target =
                "/" + request.path("stage").asText() + request.path("path").asText() + query;
        return HttpRequest.of(
                request.path("method").asText(), target, Headers.of(headers), body.getBytes(StandardCharsets.UTF_8));
    }

    /// Returns the answers of the recorded functions and services.
    private HttpResponse service(AwsBackendRequest request) {
        String text = request.http().text();
        return switch (request.service()) {
            case "sqs" -> HttpResponse.of(200, "application/json", """
                    {"SendMessageResponse": {"ResponseMetadata": {"RequestId": "r-1"},
                      "SendMessageResult": {"MessageId": "m-1"}}}""");
            case "lambda" -> HttpResponse.of(200, "application/json", function(text));
            default -> HttpResponse.of(200, "application/json", "");
        };
    }

    private String function(String event) {
        String id = row.path("id").asText();
        if (id.contains("selection_patterns")) {
            return selected(Json.parse(event).path("statusCode").asText());
        }
        if (id.contains("header_remapping")) {
            ObjectNode answer = Json.mapper().createObjectNode();
            if (row.at("/integration/type").asText().equals("AWS")) {
                return Json.write(answer.set("body", Json.parse(event)));
            }
            return Json.write(answer.put("statusCode", 200).put("body", event));
        }
        return event;
    }

    private String selected(String status) {
        String number = status.equals("400") ? "four" : "five";
        for (JsonNode expected : row.path("expected")) {
            if (expected.path("recorded").has("errorMessage")) {
                assert expected.at("/recorded/errorMessage").asText().contains(number);
                return Json.write(expected.get("recorded"));
            }
        }
        return "\"Pass\"";
    }
}
