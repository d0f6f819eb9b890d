// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The responses to a client, from an endpoint's answers. Sources: API Gateway Developer Guide, "Set
/// up an integration response" and "Override your API's request and response parameters".
class IntegrationResponseTest {

    @ParameterizedTest
    @CsvSource({"200, 200", "201, 200", "404, 400", "409, 400", "500, 500", "302, 500"})
    void thePatternMatchesTheWholeStatusOfAService(int status, int expected) {
        TestApi api = TestApi.ofMethod("""
                'x-amazon-apigateway-integration': {type: 'aws', httpMethod: 'POST',
                  uri: 'arn:aws:apigateway:us-east-1:states:action/StartExecution', responses: {
                    default: {statusCode: '500'}, '20\\\\d': {statusCode: '200'}, '4\\\\d\\\\d|0': {statusCode: '400'},
                    '4': {statusCode: '404'}}}""").answering(status, "{}");

        assertThat(api.post("/x", "application/json", "{}").status()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"ok\": 1} | 200",
                "{\"errorMessage\": \"[404] no such thing\"} | 404",
                "{\"errorMessage\": \"line 1\\n[404] no such thing\"} | 500",
                "{\"errorMessage\": \"another\"} | 500",
                "{\"errorMessage\": \"\"} | 200",
                "\"text\" | 200",
            })
    void thePatternMatchesTheErrorMessageOfAFunction(String answer, int expected) {
        TestApi api = TestApi.ofFunction("responses: {default: {statusCode: '200'},"
                        + " '\\\\[404\\\\].*': {statusCode: '404'}, '(.|\\\\n)+': {statusCode: '500'}}")
                .answering(200, answer);

        assertThat(api.post("/x", "application/json", "{}").status()).isEqualTo(expected);
    }

    /// https://repost.aws/knowledge-center/api-gateway-internal-server-error, "Output mapping refers
    /// to an invalid method response".
    @ParameterizedTest
    @CsvSource({"'{\"ok\": 1}', 200", "'{\"errorMessage\": \"x\"}', 500"})
    void aStatusThatTheMethodDoesNotHaveIsFoundByTheRequestThatGetsIt(String answer, int expected) {
        TestApi api = TestApi.ofFunction("responses: {default: {statusCode: '200'}, '.+': {statusCode: '418'}}")
                .answering(200, answer);

        assertThat(api.warnings())
                .containsExactly("/paths/~1x/post/x-amazon-apigateway-integration/responses/.+: statusCode: the method"
                        + " has no response 418; a request that gets this one is answered with 500");
        assertThat(api.post("/x", "application/json", "{}").status()).isEqualTo(expected);
    }

    /// API Gateway Developer Guide, "Set up an integration response": `.` has the meaning of
    /// java.util.regex.
    @ParameterizedTest
    @CsvSource({".*BadInput.*, 200", "(\\n|.)*BadInput.*, 400"})
    void aDotInASelectionPatternDoesNotMatchALineEnd(String pattern, int status) {
        TestApi api = TestApi.ofFunction("responses: {default: {statusCode: '200'}, '" + pattern.replace("\\", "\\\\")
                        + "': {statusCode: '400'}}")
                .answering(200, "{\"errorMessage\": \"first line\\nBadInput: x\"}");

        assertThat(api.post("/x", "application/json", "{}").status()).isEqualTo(status);
    }

    @Test
    void aPayloadThatLambdaRefusesIsABadRequest() {
        TestApi api = TestApi.ofFunction("responses: {default: {statusCode: '200'}}")
                .answering(400, "{\"Type\": \"User\", \"message\": \"Could not parse request body into json\"}");

        HttpResponse response = api.post("/x", "application/json", "no json");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).isEqualTo("{\"message\":\"Could not parse request body into json\"}");
    }

    @Test
    void aLambdaThatCannotBeInvokedIsAnInternalErrorWithoutDetails() {
        TestApi api = TestApi.ofFunction("responses: {default: {statusCode: '200'}}")
                .answering(404, "{\"message\": \"Function not found: arn\"}");

        HttpResponse response = api.post("/x", "application/json", "{}");

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.text()).isEqualTo("{\"message\":\"Internal server error\"}");
    }

    @Test
    void aTemplateSeesTheAnswerAndTheRequestsParameters() {
        TestApi api = TestApi.ofFunction("""
                responses: {default: {statusCode: '200', responseTemplates: {'application/json':
                  '{"got": $input.json("$.a"), "for": "$input.params("q")", "stage": "$context.stage"}'}}}""").answering(200, "{\"a\": [1, \"x\"]}");

        HttpResponse response = api.post("/x?q=me", "application/json", "{}");

        assertThat(response.text()).isEqualTo("{\"got\": [1,\"x\"], \"for\": \"me\", \"stage\": \"test\"}");
    }

    @Test
    void withoutTemplateTheAnswerPassesThroughAsJson() {
        TestApi api = TestApi.ofFunction("responses: {default: {statusCode: '200'}}")
                .answering(_ -> HttpResponse.of(200, "application/x-amz-json-1.0", "{\"a\":1}"));

        HttpResponse response = api.post("/x", "application/json", "{}");

        assertThat(response.text()).isEqualTo("{\"a\":1}");
        assertThat(response.headers().all("Content-Type")).containsExactly("application/json");
    }

    @Test
    void theTemplateIsThatForWhatTheClientAccepts() {
        TestApi api = TestApi.ofMock("responses: {default: {statusCode: '200', responseTemplates:"
                + " {'application/xml': '<x/>', 'application/json': '{}', 'text/csv': 'x'}}}");

        assertThat(accept(api, "text/csv")).isEqualTo("text/csv x");
        assertThat(accept(api, "application/xml; q=1")).isEqualTo("application/xml <x/>");
        assertThat(accept(api, "image/png")).isEqualTo("application/json {}");
    }

    private static String accept(TestApi api, String type) {
        HttpResponse response = api.call("POST", "/x", Map.of("Accept", type));
        return response.headers().first("Content-Type").orElse("") + " " + response.text();
    }

    @Test
    void headersAreMappedFromTheAnswerTheContextAndTexts() {
        TestApi api = TestApi.ofFunction("""
                responses: {default: {statusCode: '200', responseParameters: {
                  'method.response.header.X-A': 'integration.response.header.x-from',
                  'method.response.header.X-B': 'integration.response.body.list[0].name',
                  'method.response.header.X-C': 'context.requestId',
                  'method.response.header.Content-Type': "'text/plain'",
                  'method.response.header.Date': 'integration.response.multivalueheader.none'}}}""")
                .answering(_ -> new HttpResponse(
                        200,
                        Headers.of(List.of(new Header("X-From", "1"), new Header("X-Unmapped", "2"))),
                        "{\"list\":[{\"name\":\"n\"}]}".getBytes(StandardCharsets.UTF_8)));

        Headers headers = api.post("/x", "application/json", "{}").headers();

        assertThat(headers.first("X-A")).contains("1");
        assertThat(headers.first("X-B")).contains("n");
        assertThat(headers.first("X-C")).contains("request-1");
        assertThat(headers.all("Content-Type")).containsExactly("text/plain");
        assertThat(headers.contains("X-Unmapped")).isFalse();
        assertThat(headers.contains("Date")).isFalse();
    }

    /// Validated with API Gateway by localstack/localstack (test_parameters_mapping.py).
    @ParameterizedTest
    @CsvSource({
        "integration.response.body, '', 200, {}",
        "integration.response.body, <a>, 200, <a>",
        "integration.response.body.a, <a>, 200,",
        "integration.response.body, '\n{a', 500,",
        "integration.response.body.a, '\n{a', 500,",
    })
    void onlyABodyThatBeginsLikeJsonHasToBeJson(String source, String body, int status, @Nullable String header) {
        TestApi api = TestApi.ofMethod("""
                'x-amazon-apigateway-integration': {type: 'aws', httpMethod: 'POST',
                  uri: 'arn:aws:apigateway:us-east-1:s3:path/a', responses: {default: {statusCode: '200',
                    responseParameters: {'method.response.header.X-A': 'SOURCE'}}}}""".replace("SOURCE", source)).answering(200, body);

        HttpResponse response = api.post("/x", "application/json", "{}");

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.headers().first("X-A")).isEqualTo(Optional.ofNullable(header));
    }

    @Test
    void headersThatAreApiGatewaysOwnAreRemapped() {
        TestApi api = TestApi.ofMock("responses: {default: {statusCode: '200', responseParameters: {"
                + "'method.response.header.Date': \"'today'\", 'method.response.header.Authorization': \"'x'\","
                + " 'method.response.header.Content-Length': \"'5'\"}}}");

        Headers headers = api.post("/x", "application/json", "{}").headers();

        assertThat(headers.first("x-amzn-Remapped-Date")).contains("today");
        assertThat(headers.first("x-amzn-Remapped-Authorization")).contains("x");
        assertThat(headers.first("x-amzn-Remapped-Content-Length")).contains("5");
        assertThat(headers.contains("Content-Length")).isFalse();
    }

    @Test
    void aTemplateOverridesStatusAndHeaders() {
        TestApi api = TestApi.ofMock("""
                responses: {default: {statusCode: '200', responseParameters: {'method.response.header.X-A': "'mapped'"},
                  responseTemplates: {'application/json': '#set($context.responseOverride.status = 404)\
                #set($context.responseOverride.header.x-a = "set")#set($context.responseOverride.header.X-Many = ["1", "2"])x'}}}""");

        HttpResponse response = api.post("/x", "application/json", "{}");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.headers().all("X-A")).containsExactly("set");
        assertThat(response.headers().all("X-Many")).containsExactly("1", "2");
    }

    @ParameterizedTest
    @CsvSource({"\"404\"", "99", "600", "\"x\"", "4.5"})
    void anInvalidStatusIsNotAnOverride(String status) {
        TestApi api = TestApi.ofMock("responses: {default: {statusCode: '200', responseTemplates: {'application/json':"
                + " '#set($context.responseOverride.status = " + status + ")'}}}");

        assertThat(api.post("/x", "application/json", "{}").status()).isEqualTo(200);
    }

    @Test
    void whatTheRequestTemplateSetForTheRequestTheResponseTemplateReads() {
        TestApi api = TestApi.ofMethod("""
                'x-amazon-apigateway-integration': {type: 'mock', requestTemplates: {'application/json':
                  '#set($context.requestOverride.header.X = $input.path("$.a")){"statusCode": 200}'},
                  responses: {default: {statusCode: '200', responseTemplates: {'application/json':
                    '$context.requestOverride.header.X'}}}}""");

        assertThat(api.post("/x", "application/json", "{\"a\": \"kept\"}").text())
                .isEqualTo("kept");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"statusCode\": 404} | 404",
                "{statusCode: 404} | 404",
                "{'statusCode': 404,} | 404",
                "{\"statusCode\": \"404\"} | 500",
                "{} | 500",
                "text | 500",
                "`` | 500"
            })
    void aMockAnswersTheStatusOfItsRequest(String body, int expected) {
        TestApi api = TestApi.ofMethod("'x-amazon-apigateway-integration': {type: 'mock', responses: {"
                + "default: {statusCode: '200'}, '404': {statusCode: '404'}}}");

        assertThat(api.post("/x", "application/json", body).status()).isEqualTo(expected);
    }

    @Test
    void anAnswerCarriesItsIds() {
        Headers headers = TestApi.ofMock("responses: {default: {statusCode: '200'}}")
                .post("/x", "application/json", "{}")
                .headers();

        assertThat(headers.first("x-amzn-RequestId")).contains("request-1");
        assertThat(headers.first("x-amz-apigw-id")).contains("extended");
    }

    /// As recorded from the real service; the case is our own.
    @Test
    void anAnswerOfAServiceCarriesItsTrace() {
        Headers ofService = TestApi.ofFunction("responses: {default: {statusCode: '200'}}")
                .post("/x", "application/json", "{}")
                .headers();
        Headers ofMock = TestApi.ofMock("responses: {default: {statusCode: '200'}}")
                .post("/x", "application/json", "{}")
                .headers();

        assertThat(ofService.first("X-Amzn-Trace-Id")).contains("Root=1-0-1");
        assertThat(ofMock.contains("X-Amzn-Trace-Id")).isFalse();
    }
}
