// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.apigateway.Stage;
import dev.stepgate.local.apigateway.StageSettings;
import dev.stepgate.local.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The settings of a stage: variables, a canary, an access log (API Gateway Developer Guide, "Stage
/// variables", "Canary release", "Variables for access logging").
class StageTest {
    private static final String DOCUMENT = """
            {openapi: '3.0.1', paths: {
              '/mock': {get: {responses: {'200': {}}, 'x-amazon-apigateway-integration': {type: 'mock',
                requestTemplates: {'application/json': '{"statusCode": 200}'}, responses: {default: {statusCode: '200',
                responseTemplates: {'application/json': '$stageVariables.a $stageVariables.b $context.isCanaryRequest'}}}}}},
              '/function': {get: {responses: {'200': {}}, 'x-amazon-apigateway-integration': {type: 'aws', httpMethod: 'POST',
                uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${stageVariables.function}/invocations',
                responses: {default: {statusCode: '200'}}}}}}}""";

    private static TestApi api(StageSettings settings) {
        Map<String, String> variables = Map.of("a", "1", "b", "2", "function", "arn:aws:lambda:us-east-1:1:function:f");
        return TestApi.of(DOCUMENT, new Stage(TestApi.ADDRESS, "test", variables, settings));
    }

    @Test
    void aVariableMayNameTheFunction() {
        TestApi api = api(StageSettings.NONE);

        api.get("/function");

        assertThat(api.backendRequests.getLast().http().rawPath())
                .isEqualTo("/2015-03-31/functions/arn:aws:lambda:us-east-1:1:function:f/invocations");
    }

    /// As recorded by test_import_with_stage_variables of localstack/localstack.
    @Test
    void anAbsentVariableInTheAddressOfAnEndpointFailsEachRequest() {
        TestApi api = TestApi.of("""
                {openapi: '3.0.1', paths: {'/x': {get: {responses: {'200': {}}, 'x-amazon-apigateway-integration': {
                  type: 'http', httpMethod: 'POST', uri: 'http://${stageVariables.host}/${stageVariables.path}?a=b',
                  responses: {default: {statusCode: '200'}}}}}}}""");

        HttpResponse response = api.get("/x");

        assertThat(api.warnings()).hasSize(2).first().asString().contains("stage test has no variable host");
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.text()).isEqualTo("{\"message\":\"Internal server error\"}");
        assertThat(response.headers().first("x-amzn-ErrorType")).contains("InternalServerErrorException");
    }

    /// The path of test_api_gateway_lambda_integration_aws_type of localstack/localstack.
    @Test
    void aSecondSlashBeforeThePathToAFunctionDoesNoHarm() {
        TestApi api =
                TestApi.ofMethod("'x-amazon-apigateway-integration': {type: 'aws_proxy', httpMethod: 'POST', uri: '"
                        + TestApi.FUNCTION.replace("path/", "path//") + "'}");

        api.call("POST", "/x", Map.of());

        assertThat(api.backendRequests.getLast().http().rawPath()).startsWith("/2015-03-31/functions/");
    }

    @ParameterizedTest
    @CsvSource({"100, 1 canary true", "51, 1 canary true", "50, 1 2 false", "0, 1 2 false"})
    void aCanaryTakesItsPartOfTheRequestsWithVariablesOfItsOwn(double percent, String expected) {
        TestApi api = api(StageSettings.NONE.withCanary(new StageSettings.Canary(percent, Map.of("b", "canary"))));

        assertThat(api.get("/mock").text()).isEqualTo(expected);
    }

    @Test
    void withoutCanaryThereIsNoSuchVariable() {
        assertThat(api(StageSettings.NONE).get("/mock").text()).isEqualTo("1 2 ");
    }

    @Test
    void everyRequestIsALineOfTheAccessLog() {
        TestApi api = api(
                StageSettings.NONE.withAccessLogFormat(
                        "$context.requestId $context.httpMethod $context.resourcePath $context.status $context.responseLength"
                                + " $context.identity.user $context.error.message $context.integrationStatus ${context.stage}"));

        api.get("/mock");
        api.get("/nothing");
        api.get("/function");

        assertThat(api.accessLog)
                .containsExactly(
                        "request-1 GET /mock 200 4 - - - test",
                        "request-2 GET - 403 42 - Missing Authentication Token - test",
                        "request-3 GET /function 200 2 - - 200 test");
    }
}
