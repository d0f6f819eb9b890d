// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stepgate.local.apigateway.ApiProblem;
import dev.stepgate.local.apigateway.InvalidApiException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Documents that cannot be run: every problem, each with its JSON pointer.
class RestApiProblemsTest {
    private static final String POST = "/paths/~1x/post";
    private static final String INTEGRATION = POST + "/x-amazon-apigateway-integration";

    private static List<String> problems(String document) {
        InvalidApiException e = catchThrowableOfType(
                InvalidApiException.class, () -> RestApi.fromOpenApi(TestApi.json(document), TestApi.stage(Map.of())));
        return e.problems().stream().map(ApiProblem::toString).toList();
    }

    private static List<String> ofMethod(String members) {
        return problems("{openapi: '3.0.1', paths: {'/x': {post: {responses: {'200': {}}, " + members + "}}}}");
    }

    private static List<String> ofIntegration(String members) {
        return ofMethod("'x-amazon-apigateway-integration': {" + members + "}");
    }

    /// API model of API Gateway, botocore 1.44.8: AuthorizerType JWT of REST APIs.
    @Test
    void aJwtAuthorizerOfARestApiIsRefusedByItsName() {
        assertThat(problems("""
                {openapi: '3.0.1', components: {securitySchemes: {jwt: {type: 'apiKey', name: 'Authorization', in: 'header',
                  'x-amazon-apigateway-authtype': 'jwt', 'x-amazon-apigateway-authorizer': {type: 'jwt',
                    jwtConfiguration: {issuer: 'https://issuer.test', audience: ['a']}}}}},
                 paths: {'/x': {get: {responses: {}, security: [{jwt: []}], 'x-amazon-apigateway-integration':
                  {type: 'mock'}}}}}""")).singleElement().asString().contains("authorizer of the type jwt is not served here");
    }

    @Test
    void everyProblemOfADocumentIsListed() {
        assertThat(problems("""
                {openapi: '3.0.1', paths: {
                  '/a': {get: {responses: {}}},
                  '/b': {get: {responses: {'200': {}}, 'x-amazon-apigateway-integration': {type: 'mock', colour: 'red',
                    requestTemplates: {'application/json': '#if($a)'}, responses: {'2(': {statusCode: 'ok'}}}}}},
                  'x-amazon-apigateway-gateway-responses': {NO_SUCH: {}, THROTTLED: {statusCode: '99'}}}"""))
                .containsExactly(
                        "/paths/~1a/get: no integration defined for method GET /a",
                        "/paths/~1b/get/x-amazon-apigateway-integration/colour: not supported here",
                        "/paths/~1b/get/x-amazon-apigateway-integration/requestTemplates/application~1json:"
                                + " line 1, column 8: Encountered \"<EOF>\"",
                        "/paths/~1b/get/x-amazon-apigateway-integration/responses/2(: statusCode: expected 200 to 599,"
                                + " not 'ok'",
                        "/paths/~1b/get/x-amazon-apigateway-integration/responses/2(: not a regular expression:"
                                + " Unclosed group",
                        "/x-amazon-apigateway-gateway-responses/NO_SUCH: not a type of gateway response",
                        "/x-amazon-apigateway-gateway-responses/THROTTLED/statusCode: expected 200 to 599, not 99");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | expected an OpenAPI 3 document",
                "{swagger: '2.0'} | expected an OpenAPI 3 document",
                "{openapi: '3.0.1', paths: []} | expected an object",
            })
    void aTextThatIsNotAnOpenApiDocument(String document, String reason) {
        assertThat(problems(document)).singleElement().asString().endsWith(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type: 'grpc' | : type: expected aws, aws_proxy, http, http_proxy or mock, not GRPC",
                "type: 'aws' | /uri: missing",
                "type: 'aws', uri: {'Fn::Sub': '${A}'} | /uri: expected a text, not {\"Fn::Sub\":\"${A}\"}",
                "type: 'aws', uri: 'arn:x' | /uri: uri: expected arn:PARTITION:apigateway:REGION:SERVICE:path/... or"
                        + " :action/..., not arn:x",
                "type: 'aws', uri: 'arn:aws:apigateway:us-east-1:states:action/Start Execution' | /uri: uri: expected the"
                        + " name of an action, not Start Execution",
                "type: 'aws_proxy', uri: 'arn:aws:apigateway:us-east-1:states:action/StartExecution' | /uri: uri:"
                        + " integrations of type aws_proxy invoke Lambda functions only",
                "type: 'aws', httpMethod: 'GET', uri: 'arn:aws:apigateway:us-east-1:lambda:path/x' | : httpMethod:"
                        + " expected POST, by which Lambda functions are invoked, not GET",
                "type: 'http', uri: 'ftp://x' | /uri: uri: expected http:// or https://",
                "type: 'http', httpMethod: 'FETCH', uri: 'http://x' | /httpMethod: expected one of [ANY, DELETE, GET, HEAD,"
                        + " OPTIONS, PATCH, POST, PUT], not FETCH",
                "type: 'aws_proxy', uri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${stageVariables.f}' |"
                        + " /uri: stage test has no variable f",
                "type: 'mock', connectionType: 'TUNNEL' | : connectionType: expected INTERNET or VPC_LINK, not TUNNEL",
                "type: 'mock', timeoutInMillis: 10 | : timeoutInMillis: expected 50 to 300000, not 10",
                "type: 'mock', passthroughBehavior: 'sometimes' | /passthroughBehavior: expected one of [WHEN_NO_MATCH,"
                        + " WHEN_NO_TEMPLATES, NEVER], not SOMETIMES",
                "type: 'mock', contentHandling: 'zip' | /contentHandling: expected one of [CONVERT_TO_BINARY,"
                        + " CONVERT_TO_TEXT], not ZIP",
                "type: 'mock', requestParameters: {'integration.request.cookie.a': 'context.stage'} |"
                        + " /requestParameters/integration.request.cookie.a: expected a target such as"
                        + " integration.request.header.NAME, not integration.request.cookie.a",
                "type: 'mock', requestParameters: {'integration.request.header.a': 'method.request.cookie.b'} |"
                        + " /requestParameters/integration.request.header.a: expected method.request.header.NAME or"
                        + " another source of a parameter mapping, or 'a text' in quotes, not method.request.cookie.b",
                "type: 'mock', responses: {default: {statusCode: '201', responseParameters: {'method.response.header.X':"
                        + " 'context.stage'}}} | /responses/default: statusCode: the method has no response 201",
                "type: 'mock', responses: {default: {statusCode: '200', responseParameters: {'method.response.header.X':"
                        + " 'context.stage'}}} | /responses/default: responseParameters: the method's response 200 declares"
                        + " no header X",
                "type: 'mock', responses: {default: {statusCode: '200', responseTemplates: {'text/plain': '$util.x()'}}} |"
                        + " /responses/default/responseTemplates/text~1plain: line 1, column 7: $util has no function x; it"
                        + " has base64Decode, base64Encode, escapeJavaScript, parseJson, urlDecode, urlEncode",
            })
    void problemsOfAnIntegration(String integration, String problem) {
        assertThat(ofIntegration(integration)).containsExactly(INTEGRATION + problem);
    }

    @Test
    void twoResponsesOfOneStatus() {
        assertThat(ofIntegration("type: 'mock', responses: {default: {statusCode: '200'}, '2..': {statusCode: '200'}}"))
                .containsExactly(INTEGRATION
                        + "/responses/2..: statusCode: another response has 200 too; API Gateway keeps one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'x-amazon-apigateway-auth': {type: 'JWT'} | /x-amazon-apigateway-auth: type: expected NONE or AWS_IAM",
                "security: [{who: []}] | /security/0: no security scheme is named who",
                "'x-amazon-apigateway-cache': {} | /x-amazon-apigateway-cache: not supported here",
            })
    void problemsOfAMethod(String members, String problem) {
        assertThat(ofMethod(members + ", 'x-amazon-apigateway-integration': {type: 'mock'}"))
                .containsExactly(POST + problem);
    }

    @Test
    void problemsOfAnAuthorizer() {
        assertThat(problems("""
                {openapi: '3.0.1', components: {securitySchemes: {pool: {type: 'apiKey', name: 'Authorization', in: 'header',
                  'x-amazon-apigateway-authorizer': {type: 'cognito_user_pools', providerARNs: []}}}},
                 paths: {'/x': {get: {security: [{pool: []}], responses: {}, 'x-amazon-apigateway-integration': {type: 'mock'}}}}}"""))
                .containsExactly(
                        "/components/securitySchemes/pool/x-amazon-apigateway-authorizer: providerARNs: expected the ARN of a user pool");
    }

    @Test
    void problemsOfAModel() {
        assertThat(problems("""
                {openapi: '3.0.1', 'x-amazon-apigateway-request-validators': {v: {validateRequestBody: true}},
                 paths: {'/x': {post: {'x-amazon-apigateway-request-validator': 'v', responses: {},
                   requestBody: {content: {'application/json': {schema: {$ref: '#/components/schemas/None'}}}},
                   'x-amazon-apigateway-integration': {type: 'mock'}}}}}"""))
                .first()
                .isEqualTo(
                        "/paths/~1x/post/requestBody/content/application~1json/schema: $ref #/components/schemas/None"
                                + " is nowhere in the document");
    }

    @Test
    void aSlashMakesNoOtherResource() {
        assertThat(problems("""
                {openapi: '3.0.1', paths: {
                  '/a': {get: {responses: {}, 'x-amazon-apigateway-integration': {type: 'mock'}}},
                  '/a/': {get: {responses: {}, 'x-amazon-apigateway-integration': {type: 'mock'}}}}}"""))
                .containsExactly("/paths/~1a~1/get: the resource /a has the method GET already:"
                        + " a / at the end of a path makes no other resource");
    }

    @Test
    void problemsOfPaths() {
        assertThat(problems("""
                {openapi: '3.0.1', paths: {'/a/{x}': {}, '/a/{y}': {}, 'b': {}, '/{p+}/c': {}}}"""))
                .containsExactly(
                        "/paths/b: a path must start with /",
                        "/paths/~1{p+}~1c: a greedy parameter must be the last segment of its path",
                        "paths /a/{x} and /a/{y} are the same resource");
    }
}
