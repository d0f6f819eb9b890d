// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.apigateway.AwsBackendRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A method that starts an execution, like those of CDK's StepFunctionsRestApi and the samples of Step
/// Functions.
class StartExecutionTest {
    private final TestApi api = TestApi.of(RestApi.fromOpenApi(Json.parse("""
            {
              "openapi": "3.0.1",
              "x-amazon-apigateway-request-validators": {"body": {"validateRequestBody": true}},
              "paths": {"/execute": {
                "post": {
                  "x-amazon-apigateway-request-validator": "body",
                  "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Any"}}}},
                  "x-amazon-apigateway-integration": {
                    "type": "aws",
                    "httpMethod": "POST",
                    "uri": "arn:aws:apigateway:us-east-1:states:action/StartExecution",
                    "credentials": "arn:aws:iam::123456789012:role/api",
                    "passthroughBehavior": "never",
                    "requestTemplates": {"application/json": "{\\"input\\": \\"$util.escapeJavaScript($input.body).replaceAll(\\"\\\\\\\\'\\", \\"'\\")\\", \\"name\\": \\"$context.requestId\\", \\"stateMachineArn\\": \\"arn:m\\"}"},
                    "responses": {
                      "200": {
                        "statusCode": "200",
                        "responseParameters": {"method.response.header.Access-Control-Allow-Origin": "'*'"},
                        "responseTemplates": {"application/json": "{\\"executionArn\\": $input.json('$.executionArn')}"}
                      },
                      "4\\\\d{2}": {
                        "statusCode": "400",
                        "responseTemplates": {"application/json": "#set($context.responseOverride.status = 409){\\"code\\": \\"$input.path('$.__type')\\"}"}
                      },
                      "default": {"statusCode": "502"}
                    }
                  },
                  "responses": {
                    "200": {"description": "", "headers": {"Access-Control-Allow-Origin": {"schema": {"type": "string"}}}},
                    "400": {"description": ""},
                    "502": {"description": ""}
                  }
                },
                "options": {
                  "x-amazon-apigateway-integration": {
                    "type": "mock",
                    "requestTemplates": {"application/json": "{\\"statusCode\\": 200}"},
                    "responses": {"default": {
                      "statusCode": "200",
                      "responseParameters": {"method.response.header.Access-Control-Allow-Origin": "'*'"}
                    }}
                  },
                  "responses": {"200": {"description": "", "headers": {"Access-Control-Allow-Origin": {}}}}
                }
              }},
              "components": {"schemas": {"Any": {"title": "Any"}}}
            }
            """), TestApi.stage(Map.of())));

    @Test
    void sendsTheBodyUnchangedAsTheInput() {
        String body = "{\"a\": \"it's \\\"quoted\\\" $x #set \\\\ \u00e9\"}";

        HttpResponse response = api.answering(200, "{\"executionArn\":\"arn:e\",\"startDate\":1.5}")
                .post("/execute", "application/json", body);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("{\"executionArn\": \"arn:e\"}");
        assertThat(response.headers().first("Access-Control-Allow-Origin")).contains("*");
        assertThat(response.headers().first("Content-Type")).contains("application/json");
        assertThat(response.headers().first("x-amzn-RequestId")).contains("request-1");
        assertThat(Json.parse(api.backendBody()).path("input").asText()).isEqualTo(body);
        assertThat(Json.parse(api.backendBody()).path("name").asText()).isEqualTo("request-1");
        AwsBackendRequest sent = api.backendRequests.getLast();
        assertThat(sent.service()).isEqualTo("states");
        assertThat(sent.http().headers().first("X-Amz-Target")).contains("AWSStepFunctions.StartExecution");
        assertThat(sent.http().headers().first("Content-Type")).contains("application/x-amz-json-1.0");
    }

    @Test
    void choosesTheResponseByTheStatusOfTheService() {
        api.answering(400, "{\"__type\":\"ExecutionAlreadyExists\"}");

        HttpResponse response = api.post("/execute", "application/json", "{}");

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.text()).isEqualTo("{\"code\": \"ExecutionAlreadyExists\"}");
    }

    @Test
    void takesTheDefaultResponseForAnyOtherStatus() {
        HttpResponse response = api.answering(500, "{\"x\":1}").post("/execute", "application/json", "{}");

        assertThat(response.status()).isEqualTo(502);
        assertThat(response.text()).isEqualTo("{\"x\":1}");
    }

    @Test
    void refusesABodyThatIsNotJson() {
        HttpResponse response = api.post("/execute", "application/json", "{\"a\":");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.text()).isEqualTo("{\"message\":\"Invalid request body\"}");
        assertThat(response.headers().first("x-amzn-ErrorType")).contains("BadRequestException");
    }

    @Test
    void refusesAContentTypeWithoutATemplate() {
        HttpResponse response = api.post("/execute", "text/plain", "{}");

        assertThat(response.status()).isEqualTo(415);
        assertThat(response.text()).isEqualTo("{\"message\":\"Unsupported Media Type\"}");
    }

    @Test
    void answersAPreflight() {
        HttpResponse response = api.call("OPTIONS", "/execute", Map.of("Origin", "http://x"));

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.headers().first("Access-Control-Allow-Origin")).contains("*");
    }

    @Test
    void refusesAnUnknownRoute() {
        HttpResponse response = api.get("/nothing");

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.text()).isEqualTo("{\"message\":\"Missing Authentication Token\"}");
        assertThat(response.headers().first("x-amzn-ErrorType")).contains("MissingAuthenticationTokenException");
    }
}
