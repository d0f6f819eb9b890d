// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.log.RuntimeLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The endpoints, as command lines to paste. The options are those of curl and of the AWS CLI.
class EndpointTableTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Greeter:
                Type: AWS::Serverless::Function
                Properties: {Runtime: ruby3.4, Handler: app.handler, InlineCode: "puts 1", FunctionName: greeter}
              Rest:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: v1
                  Auth: {UsagePlan: {CreateUsagePlan: PER_API}}
                  DefinitionBody:
                    openapi: 3.0.1
                    info: {title: x, version: '1'}
                    components:
                      securitySchemes:
                        iam: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4}
                        key: {type: apiKey, name: x-api-key, in: header}
                        token:
                          type: apiKey
                          name: Authorization
                          in: header
                          x-amazon-apigateway-authtype: custom
                          x-amazon-apigateway-authorizer:
                            type: token
                            authorizerUri:
                              Fn::Sub: arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Greeter.Arn}/invocations
                      schemas:
                        Order:
                          type: object
                          required: [item, count, note, express, parts]
                          properties:
                            item: {type: string, enum: [pen, ink]}
                            count: {type: integer, minimum: 2}
                            note: {type: string}
                            express: {type: boolean}
                            parts: {type: array}
                            comment: {type: string}
                    paths:
                      /bare:
                        post: &mock
                          x-amazon-apigateway-integration:
                            type: mock
                            requestTemplates: {application/json: '{"statusCode": 200}'}
                      /signed:
                        get:
                          security: [{iam: []}]
                          <<: *mock
                      /keyed:
                        get:
                          security: [{key: []}]
                          <<: *mock
                      /told:
                        get:
                          security: [{token: []}]
                          <<: *mock
                      /elsewhere:
                        post:
                          requestBody: {content: {application/json: {schema: {$ref: 'Order'}}}}
                          <<: *mock
                      /orders:
                        post:
                          requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
                          <<: *mock
            """;

    @Test
    void eachLineMakesTheRequestThatItsRowNames(@TempDir Path folder) throws IOException {
        Path template = Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        StringWriter table = new StringWriter();
        try (LocalRuntime runtime =
                LocalRuntime.start(RuntimeOptions.of(template), RuntimeDependencies.real(RuntimeLog.NONE))) {
            EndpointTable.of(runtime).print(new PrintWriter(table, true));
        }

        assertThat(table.toString())
                .containsPattern("POST /v1/bare +curl -X POST http://127.0.0.1:\\d+/v1/bare\n")
                .containsPattern("GET /v1/signed +curl --aws-sigv4 aws:amz:us-east-1:execute-api --user local:local"
                        + " http://127.0.0.1:\\d+/v1/signed\n")
                .containsPattern("GET /v1/keyed +curl -H 'x-api-key: local-api-key-value-RestApiKey'"
                        + " http://127.0.0.1:\\d+/v1/keyed\n")
                .containsPattern("GET /v1/told +curl -H 'Authorization: TOKEN' http://127.0.0.1:\\d+/v1/told\n")
                .containsPattern("POST /v1/elsewhere +curl -H 'Content-Type: application/json' -d '\\{}' ")
                .containsPattern("POST /v1/orders +curl -H 'Content-Type: application/json'"
                        + " -d '\\{\"item\":\"pen\",\"count\":2,\"note\":\"text\",\"express\":true,\"parts\":\\[]}'"
                        + " http://127.0.0.1:\\d+/v1/orders\n")
                .containsPattern("API key of /v1 +curl -H 'x-api-key: local-api-key-value-RestApiKey'\n")
                .containsPattern(
                        "AWS http://127.0.0.1:\\d+ +aws --endpoint-url http://127.0.0.1:\\d+ lambda list-functions\n")
                .containsPattern(
                        "Function Greeter +aws --endpoint-url http://127.0.0.1:\\d+ lambda invoke"
                                + " --function-name greeter --cli-binary-format raw-in-base64-out --payload '\\{}' /dev/stdout\n")
                .doesNotContain("list-state-machines");
    }
}
