// SPDX-License-Identifier: Apache-2.0
package dev.stepgate;

import static dev.stepgate.DeployedMappingTemplates.EXTENDED_REQUEST_ID;
import static dev.stepgate.DeployedMappingTemplates.REQUEST_ID;
import static dev.stepgate.DeployedMappingTemplates.context;
import static dev.stepgate.DeployedMappingTemplates.render;
import static dev.stepgate.DeployedMappingTemplates.response;
import static dev.stepgate.DeployedMappingTemplates.webSocket;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.vtl.ContextMap;
import dev.stepgate.local.vtl.MappingTemplate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests the templates of replies: the client receives what it may know of Step Functions' answer, with the
/// right status.
class ReplyTemplatesTest {
    private static final int CASES = 500;

    @Test
    void aDescriptionHoldsWhatTheExecutionHolds() {
        MappingTemplate template = response("/ramen/describe-execution", "200");
        HostileTexts texts = new HostileTexts(4);

        for (int i = 0; i < CASES; i++) {
            String input = texts.json();
            String output = texts.json();
            ObjectNode succeeded = execution("SUCCEEDED", input).put("output", output);
            String error = "E" + texts.text();
            String cause = "C" + texts.text();
            ObjectNode failed = execution("FAILED", input).put("error", error).put("cause", cause);

            assertThat(Json.parse(render(template, Json.write(succeeded))))
                    .isEqualTo(Json.mapper()
                            .createObjectNode()
                            .put("status", "SUCCEEDED")
                            .<ObjectNode>set("input", Json.parse(input))
                            .set("output", Json.parse(output)));
            assertThat(Json.parse(render(template, Json.write(failed))))
                    .isEqualTo(Json.mapper()
                            .createObjectNode()
                            .put("status", "FAILED")
                            .put("error", error)
                            .put("cause", cause)
                            .set("input", Json.parse(input)));
        }
    }

    @Test
    void aRunningExecutionHasNoOutput() {
        assertThat(Json.parse(render(
                        response("/ramen/describe-execution", "200"),
                        Json.write(execution("RUNNING", "{\"input1\":\"test1\"}")))))
                .isEqualTo(Json.parse("{\"input\":{\"input1\":\"test1\"},\"status\":\"RUNNING\"}"));
    }

    @Test
    void onlyTheMessageOfAFunctionsCauseIsReturned() {
        MappingTemplate template = response("/ramen/describe-execution", "200");
        HostileTexts texts = new HostileTexts(5);

        for (int i = 0; i < CASES; i++) {
            String message = "M" + texts.text();
            ObjectNode cause = Json.mapper().createObjectNode().put("errorMessage", message);
            cause.put("errorType", "java.lang.IllegalStateException")
                    .putArray("stackTrace")
                    .add("dev.stepgate.ramen.RamenTimer.handleRequest(RamenTimer.java:40)");
            String text = i % 3 == 0 ? cause.toPrettyString() : Json.write(cause);
            String shown = cause(template, i % 2 == 0 ? text : text.substring(0, text.length() - 20));

            assertThat(shown).isEqualTo(message);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dev.stepgate.handler.Refused, '{\"errorMessage\":\"No.\"}', Refused",
        "java.lang.IllegalStateException, '{\"errorMessage\":null}', IllegalStateException",
        "com.vendor.Failure, not a function's cause, com.vendor.Failure",
        "Lambda.TooManyRequestsException, '{\"errorMessage\":\"No.\"}', Lambda.TooManyRequestsException"
    })
    void theErrorOfAFunctionIsNamedWithoutItsPackage(String error, String cause, String shown) {
        ObjectNode failed = execution("FAILED", "{}").put("error", error).put("cause", cause);

        JsonNode answer = Json.parse(render(response("/ramen/describe-execution", "200"), Json.write(failed)));

        assertThat(answer.path("error").textValue()).isEqualTo(shown);
    }

    @Test
    void aCauseWithoutAMessageReturnsNoStackTrace() {
        MappingTemplate template = response("/ramen/describe-execution", "200");

        assertThat(cause(template, "{\"errorMessage\":null,\"stackTrace\":[\"a\"]}"))
                .isEqualTo("The function failed.");
        assertThat(cause(template, "{\"errorType\":\"X\",\"stackTrace\":[\"a\"]}"))
                .isEqualTo("The function failed.");
    }

    @Test
    void aUsersAnswerIsTheWorkflowsBody() {
        HostileTexts texts = new HostileTexts(6);

        for (int i = 0; i < CASES; i++) {
            String body = texts.json();
            ObjectNode output = Json.mapper().createObjectNode();
            output.put("statusCode", 200 + i % 300).put("body", body);
            ContextMap context = context();

            String answer =
                    render(response("/{version}/users/{id}", "200"), Json.write(sync("SUCCEEDED", output)), context);

            assertThat(answer.strip()).isEqualTo(body.strip());
            assertThat(context.part("responseOverride").get("status")).isEqualTo(200 + i % 300);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, '{\"statusCode\":404,\"error\":{\"code\":\"NotFound\",\"message\":\"No.\"}}', 404, NotFound",
        "SUCCEEDED, '{}',     502, WorkflowFailed",
        "SUCCEEDED, '[1]',    502, WorkflowFailed",
        "SUCCEEDED, '\"{\"',  502, WorkflowFailed",
        "FAILED,    '{}',     502, WorkflowFailed",
        "TIMED_OUT, '{}',     504, TimedOut"
    })
    void aUserWorkflowWithoutABodyAnswersInTheErrorShape(String status, String output, int code, String error) {
        ContextMap context = context();

        JsonNode answer = Json.parse(render(
                response("/{version}/users/{id}", "200"), Json.write(sync(status, Json.parse(output))), context));

        assertThat(context.part("responseOverride").get("status")).isEqualTo(code);
        assertErrorShape(answer, error);
    }

    @ParameterizedTest
    @CsvSource({
        "States.Timeout, 504, TimedOut",
        "Lambda.TooManyRequestsException, 503, Busy",
        "Lambda.Unknown, 502, WorkflowFailed",
        "States.TaskFailed, 502, WorkflowFailed"
    })
    void aFailureIsAnsweredByItsKind(String error, int code, String expected) {
        ContextMap context = context();
        ObjectNode failed = execution("FAILED", "{}").put("error", error).put("cause", "secret");

        JsonNode answer = Json.parse(render(response("/{version}/users/{id}", "200"), Json.write(failed), context));

        assertThat(context.part("responseOverride").get("status")).isEqualTo(code);
        assertErrorShape(answer, expected);
    }

    @Test
    void aWebSocketAnswerIsTheOutputAndTheClientsId() {
        MappingTemplate template = webSocket("IntegrationResponse", "ResponseTemplates", "DefaultIntegrationResponse");
        HostileTexts texts = new HostileTexts(7);

        for (int i = 0; i < CASES; i++) {
            JsonNode output = Json.parse(texts.json());
            String id = i % 2 == 0 ? "m-" + i : texts.text();
            ObjectNode details = sync("SUCCEEDED", output)
                    .put("executionArn", "arn:aws:states:us-east-1:123456789012:express:a:b:c")
                    .put("input", Json.write(texts.object(2).put("id", id)));
            ObjectNode expected = Json.mapper().createObjectNode();
            if (id.matches("[A-Za-z0-9-]{1,40}")) {
                expected.put("id", id);
            }
            expected.put("status", "SUCCEEDED").set("output", output);

            assertThat(Json.parse(render(template, Json.write(details)))).isEqualTo(expected);
        }
    }

    @Test
    void aWebSocketAnswerIsTheExecutionsDetailsWhereTheStackSaysSo() {
        MappingTemplate template = DeployedMappingTemplates.webSocket(
                "IntegrationResponse",
                "ResponseTemplates",
                "DefaultIntegrationResponse",
                Map.of("WebSocketReply", "DETAILS"));
        HostileTexts texts = new HostileTexts(7);

        for (int i = 0; i < CASES; i++) {
            ObjectNode details = sync("SUCCEEDED", Json.parse(texts.json())).put("input", texts.json());

            assertThat(Json.parse(render(template, Json.write(details)))).isEqualTo(details);
        }
    }

    /// 131,072 bytes are the longest message of a WebSocket.
    @ParameterizedTest
    @CsvSource({"OUTPUT, 130700, true", "OUTPUT, 131000, false", "DETAILS, 65000, true", "DETAILS, 66000, false"})
    void anAnswerThatIsTooLongForAMessageIsAnError(String reply, int length, boolean sent) {
        MappingTemplate template = DeployedMappingTemplates.webSocket(
                "IntegrationResponse",
                "ResponseTemplates",
                "DefaultIntegrationResponse",
                Map.of("WebSocketReply", reply));
        JsonNode message = Json.mapper().createObjectNode().put("id", "m-1").put("x", "\u00e9".repeat(length / 2 - 20));
        String details = Json.write(sync("SUCCEEDED", message).put("input", Json.write(message)));

        String answer = render(template, details);

        assertThat(answer.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(131_072);
        if (sent) {
            assertThat(Json.parse(answer).path("status").asText()).isEqualTo("SUCCEEDED");
        } else {
            assertThat(Json.parse(answer).path("id").asText()).isEqualTo("m-1");
            assertThat(Json.parse(answer).at("/error/code").asText()).isEqualTo("PayloadTooLarge");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "L0SM9DCGvHc-FcPw_c1,  '{\"id\":\"c1\",\"status\":\"RUNNING\"}'",
        "L0S_9DCGvHc_FcPw_c-1, '{\"id\":\"c-1\",\"status\":\"RUNNING\"}'",
        "L0S_9DCGvHcFcPw_,     '{\"status\":\"RUNNING\"}'"
    })
    void aStartedRunIsAnsweredWithTheClientsId(String name, String answer) {
        String started = "{\"executionArn\":\"arn:aws:states:us-east-1:123456789012:execution:stepgate-AsyncWorkflow:"
                + name + "\",\"startDate\":1.7}";

        assertThat(Json.parse(render(
                        webSocket("IntegrationResponse", "ResponseTemplates", "StartIntegrationResponse"), started)))
                .isEqualTo(Json.parse(answer));
    }

    @ParameterizedTest
    @CsvSource({
        "' Y-LTafHgoAMCEoQ_c1', c1",
        "' Y_LTafHgoAMCEoQ_c-1', c-1",
        "' Y-LTafHgoAMCEoQ_', ''",
        "'no name at all', ''"
    })
    void aRefusedStartIsAnsweredWithTheClientsId(String name, String id) {
        String refused = Json.write(Json.mapper()
                .createObjectNode()
                .put("__type", "InvalidName")
                .put("message", "Invalid Name: '" + name + "'"));
        for (String reply : List.of("OUTPUT", "DETAILS")) {
            MappingTemplate template = DeployedMappingTemplates.webSocket(
                    "IntegrationResponse",
                    "ResponseTemplates",
                    "StartIntegrationResponse",
                    Map.of("WebSocketReply", reply));

            JsonNode answer = Json.parse(render(template, refused));

            assertThat(answer.path("id").asText()).isEqualTo(id);
            assertThat(answer.at("/error/code").asText()).isEqualTo("BadRequest");
        }
    }

    @Test
    void aFailedRunIsToldWithTheClientsIdInEitherForm() {
        String failed = "{\"status\":\"FAILED\",\"error\":\"E\",\"input\":\"{\\\"id\\\":\\\"m-1\\\"}\"}";
        for (String reply : List.of("OUTPUT", "DETAILS")) {
            MappingTemplate template = DeployedMappingTemplates.webSocket(
                    "IntegrationResponse",
                    "ResponseTemplates",
                    "DefaultIntegrationResponse",
                    Map.of("WebSocketReply", reply));

            JsonNode answer = Json.parse(render(template, failed));

            assertThat(answer.path("id").asText()).isEqualTo("m-1");
            assertThat(answer.at("/error/code").asText()).isEqualTo("WorkflowFailed");
        }
    }

    @Test
    void aStatusHasTheResultOrATimeToAskAgain() {
        String running = "{\"status\":\"RUNNING\",\"input\":\"{}\",\"startDate\":1.5}";
        String failed =
                "{\"status\":\"FAILED\",\"input\":\"7\",\"error\":\"E\",\"cause\":\"C\",\"startDate\":1.5,\"stopDate\":2.5}";
        for (String path : List.of("/execute/executions/{id}", "/ramen/executions/{id}", "/async/executions/{id}")) {
            ContextMap context = context();

            assertThat(Json.parse(render(response(path, "200"), running, context)))
                    .isEqualTo(Json.parse("{\"input\":{},\"startDate\":1.5,\"status\":\"RUNNING\"}"));
            assertThat(context.part("responseOverride").part("header").get("Retry-After"))
                    .isEqualTo("5");
            assertThat(Json.parse(render(response(path, "200"), failed)))
                    .isEqualTo(
                            Json.parse(
                                    "{\"input\":7,\"error\":\"E\",\"cause\":\"C\",\"startDate\":1.5,\"stopDate\":2.5,\"status\":\"FAILED\"}"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"status\":\"FAILED\",\"error\":\"E\",\"cause\":\"C\"}', WorkflowFailed",
        "'{\"status\":\"TIMED_OUT\"}', TimedOut",
        "'{\"__type\":\"com.amazonaws.swf.service.v2.model#InvalidExecutionInput\",\"message\":\"\"}', BadRequest",
        "'{\"__type\":\"ThrottlingException\"}', TooManyRequests",
        "'{\"__type\":\"ValidationException\",\"message\":\"Value at ''input'' failed to satisfy constraint\"}', PayloadTooLarge",
        "'{\"__type\":\"AccessDeniedException\"}', BadGateway",
        "'<html>', BadGateway",
        "'', BadGateway"
    })
    void aWebSocketErrorHasTheErrorShape(String reply, String code) {
        MappingTemplate template = webSocket("IntegrationResponse", "ResponseTemplates", "DefaultIntegrationResponse");

        assertErrorShape(Json.parse(render(template, reply)), code, REQUEST_ID);
    }

    @ParameterizedTest
    @CsvSource({
        "InvalidName, x, 400, BadRequest",
        "InvalidExecutionInput, x, 400, BadRequest",
        "com.amazonaws.swf.service.v2.model#InvalidArn, x, 400, BadRequest",
        "ExecutionDoesNotExist, x, 404, NotFound",
        "AccessDeniedException, User: a is not authorized to perform: states:DescribeExecution on b, 404, NotFound",
        "AccessDeniedException, User: a is not authorized to perform: states:StartExecution on b, 502, BadGateway",
        "StateMachineDoesNotExist, x, 502, BadGateway",
        "ExecutionAlreadyExists, x, 409, Conflict",
        "ThrottlingException, x, 429, TooManyRequests",
        "ExecutionLimitExceeded, x, 429, TooManyRequests",
        "StateMachineDeleting, x, 502, BadGateway",
        "'', x, 502, BadGateway",
        "ValidationException, Value at 'name' failed, 502, BadGateway",
        "com.amazon.coral.validate#ValidationException, Value at 'input' failed to satisfy constraint: Member must have length less than or equal to 262144, 413, PayloadTooLarge"
    })
    void aRefusalOfStepFunctionsHasItsTrueStatus(String type, String message, int status, String code) {
        String reply =
                Json.write(Json.mapper().createObjectNode().put("__type", type).put("message", message));
        for (String path : List.of("/execute", "/async", "/ramen/start-execution", "/ramen/describe-execution")) {
            ContextMap context = context();

            JsonNode answer = Json.parse(render(response(path, "4\\d{2}"), reply, context));

            assertThat(context.part("responseOverride").get("status")).isEqualTo(status);
            assertErrorShape(answer, code);
        }
    }

    @Test
    void everyGatewayResponseHasTheErrorShapeAndTheOrigin() {
        JsonNode responses = DeployedTemplate.openApi(Map.of()).path("x-amazon-apigateway-gateway-responses");

        assertThat(responses).hasSizeGreaterThan(8).allSatisfy(response -> {
            String template =
                    response.at("/responseTemplates/application~1json").textValue();
            assertErrorShape(Json.parse(template.replace("$context.extendedRequestId", EXTENDED_REQUEST_ID)), ".*");
            assertThat(response.at("/responseParameters/gatewayresponse.header.Access-Control-Allow-Origin")
                            .textValue())
                    .isEqualTo("'http://localhost:3000'");
        });
    }

    private static void assertErrorShape(JsonNode answer, String code) {
        assertErrorShape(answer, code, EXTENDED_REQUEST_ID);
    }

    /// @param requestId cannot be chosen by a client of the API
    private static void assertErrorShape(JsonNode answer, String code, String requestId) {
        assertThat(answer).hasSize(1);
        assertThat(answer.path("error").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("code", "message", "requestId");
        assertThat(answer.at("/error/code").textValue()).matches(code);
        assertThat(answer.at("/error/message").textValue()).isNotBlank();
        assertThat(answer.at("/error/requestId").textValue()).isEqualTo(requestId);
    }

    private static String cause(MappingTemplate template, String cause) {
        ObjectNode failed = execution("FAILED", "{}").put("error", "E").put("cause", cause);
        return Json.parse(render(template, Json.write(failed))).path("cause").textValue();
    }

    private static ObjectNode execution(String status, String input) {
        return Json.mapper().createObjectNode().put("status", status).put("input", input);
    }

    private static ObjectNode sync(String status, JsonNode output) {
        return execution(status, "{}").put("output", Json.write(output));
    }
}
