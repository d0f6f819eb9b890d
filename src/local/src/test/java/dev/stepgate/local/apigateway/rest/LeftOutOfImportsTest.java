// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What API Gateway leaves out of an OpenAPI document that it imports: the rest is served, with a warning.
class LeftOutOfImportsTest {
    private static final String MOCK = "'x-amazon-apigateway-integration': {type: 'mock', requestTemplates:"
            + " {'application/json': '{\"statusCode\": 200}'}, responses: {default: {statusCode: '200'}}}";

    /// Members of Swagger 2 in OpenAPI 3 are in aws-samples/aws-serverless-saas-workshop and in the output of
    /// SAM's translator (api_rest_paths_with_if_condition_openapi); a validator that is not defined is in
    /// aws-samples/aws-serverless-developer-experience-workshop-java.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "produces: ['application/json'] | /produces: it is left out",
                "consumes: ['application/json'] | /consumes: it is left out",
                "callbacks: {} | /callbacks: it is left out",
                "'x-amazon-apigateway-request-validator': 'v' | : no request validator is named v: nothing is validated",
            })
    void aMemberOfAnOperation(String member, String warning) {
        TestApi api = TestApi.ofMethod(member + ", " + MOCK);

        assertThat(api.warnings()).containsExactly("/paths/~1x/post" + warning);
        assertThat(api.post("/x", "application/json", "{}").status()).isEqualTo(200);
    }

    /// In `openapi-basepath-url.yaml`, which localstack/localstack has imported to AWS: the warning is there.
    @Test
    void aMappingThatIsNotAText() {
        TestApi api = TestApi.ofMock(
                "requestParameters: {'integration.request.header.a': true}, responses: {default: {statusCode: '200'}}");

        assertThat(api.warnings())
                .containsExactly("/paths/~1x/post/x-amazon-apigateway-integration/requestParameters/"
                        + "integration.request.header.a: expected a text, not true; it is left out");
        assertThat(api.post("/x", "application/json", "{}").status()).isEqualTo(200);
    }

    /// In `openapi.spec.json`, which localstack/localstack has imported to AWS.
    @Test
    void theSimpleResponsesOfAnAuthorizer() {
        TestApi api = TestApi.of(
                "{openapi: '3.0.1', components: {securitySchemes: {f: {type: 'apiKey', name: 'A', in: 'header',"
                        + " 'x-amazon-apigateway-authtype': 'custom', 'x-amazon-apigateway-authorizer': {type: 'request',"
                        + " enableSimpleResponses: false, identitySource: 'method.request.header.A', authorizerUri: '"
                        + TestApi.FUNCTION
                        + "'}}}}, paths: {'/x': {post: {security: [{f: []}], responses: {'200': {}}, " + MOCK
                        + "}}}}");

        assertThat(api.warnings()).singleElement().asString().endsWith("/enableSimpleResponses: it is left out");
    }

    @Test
    void aMemberOfAPath() {
        TestApi api = TestApi.of(
                "{openapi: '3.0.1', paths: {'/x': {trace: {}, post: {responses: {'200': {}}, " + MOCK + "}}}}");

        assertThat(api.warnings()).containsExactly("/paths/~1x/trace: it is left out");
        assertThat(api.post("/x", "application/json", "{}").status()).isEqualTo(200);
    }

    /// In aws-samples/aws-serverless-developer-experience-workshop-java.
    @Test
    void aTextInThePlaceOfASchema() {
        TestApi api = TestApi.of("""
                {openapi: '3.0.1', 'x-amazon-apigateway-request-validators': {v: {validateRequestBody: true}},
                 components: {schemas: {A: {type: 'object', properties: {id: {type: 'string'}}},
                   B: {type: 'object', required: ['id'], properties: {$ref: '#/components/schemas/A/properties',
                     properties: {type: 'string'}}}}},
                 paths: {'/x': {post: {'x-amazon-apigateway-request-validator': 'v', responses: {'200': {}},
                   requestBody: {content: {'application/json': {schema: {$ref: '#/components/schemas/B'}}}}, MOCK}}}}""".replace("MOCK", MOCK));

        assertThat(api.warnings())
                .containsExactly("/components/schemas/B: a member of properties that is no schema is left out");
        assertThat(List.of(
                        api.post("/x", "application/json", "{}").status(),
                        api.post("/x", "application/json", "{\"id\": 1}").status(),
                        api.post("/x", "application/json", "{\"id\": 1, \"properties\": 1}")
                                .status()))
                .containsExactly(400, 200, 400);
    }

    /// The translator of SAM writes it for an event with `Authorizer: NONE`
    /// (api_with_default_aws_iam_auth_and_no_auth_route).
    @Test
    void theSecurityRequirementThatStandsForNone() {
        TestApi api =
                TestApi.of("{openapi: '3.0.1', security: [{k: []}], components: {securitySchemes: {k: {type: 'apiKey',"
                        + " name: 'x-api-key', in: 'header'}}}, paths: {'/x': {post: {security: [{NONE: []}], responses: {'200': {}}, "
                        + MOCK + "}}}}");

        assertThat(api.warnings()).isEmpty();
        assertThat(api.post("/x", "application/json", "{}").status()).isEqualTo(200);
    }

    /// In aws-samples/sessions-with-aws-sam (s12d), whose API asks for tokens.
    @Test
    void aSecuritySchemeInThePlaceOfSwagger2IsUsed() {
        TestApi api = TestApi.of(
                "{openapi: '3.0.1', securityDefinitions: {k: {type: 'apiKey', name: 'x-api-key', in: 'header'}},"
                        + " paths: {'/x': {post: {security: [{k: []}], responses: {'200': {}}, " + MOCK + "}}}}");

        assertThat(api.warnings())
                .containsExactly(
                        "/securityDefinitions/k: OpenAPI 3 has security schemes in components; this one is used");
        assertThat(api.post("/x", "application/json", "{}").status()).isEqualTo(403);
    }

    /// In the same sample: a template that is a member of the response itself.
    @Test
    void aMemberOfAnIntegrationResponse() {
        TestApi api = TestApi.ofMock("responses: {default: {statusCode: '200', 'application/json': '{}'}}");

        assertThat(api.warnings())
                .containsExactly(
                        "/paths/~1x/post/x-amazon-apigateway-integration/responses/default/application~1json: it is left out");
    }
}
