// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stacks inside a template, as they are served. Source: CloudFormation User Guide, "Nested stacks";
/// the manifest of assets: aws-cdk-lib 2.250.0, run without the CDK's command line.
class NestedStacksTest {
    private static final String INNER = """
            Resources:
              Greeting: {Type: AWS::ApiGateway::RestApi, Properties: {Name: greeting}}
              Get:
                Type: AWS::ApiGateway::Method
                Properties:
                  RestApiId: !Ref Greeting
                  ResourceId: !GetAtt Greeting.RootResourceId
                  HttpMethod: GET
                  AuthorizationType: NONE
                  MethodResponses: [{StatusCode: 200}]
                  Integration:
                    Type: MOCK
                    RequestTemplates: {application/json: '{"statusCode": 200}'}
                    IntegrationResponses: [{StatusCode: 200, ResponseTemplates: {application/json: '"hello"'}}]
              Deployment: {Type: AWS::ApiGateway::Deployment, DependsOn: Get, Properties: {RestApiId: !Ref Greeting, StageName: prod}}
            Outputs:
              Url: {Value: !Sub "https://${Greeting}.execute-api.${AWS::Region}.${AWS::URLSuffix}/prod/"}
            """;

    @TempDir
    private Path folder;

    @Test
    void theApiOfANestedStackAnswersAtTheUrlThatTheStackGives() throws Exception {
        Files.writeString(folder.resolve("inner.yaml"), INNER);
        try (TemplateRun run = new TemplateRun(folder, """
                Resources:
                  Inner: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: inner.yaml}}
                Outputs:
                  Url: {Value: !GetAtt Inner.Outputs.Url}
                """)) {
            String url = run.runtime().template().outputs().getFirst().value();

            assertThat(url).startsWith("http://127.0.0.1:");
            assertThat(get(url)).isEqualTo("\"hello\"");
        }
    }

    @Test
    void aTemplateThatTheCdkPublishesIsFoundInItsManifest() throws Exception {
        String hash = "77dcfd0e6553365de0a42efbeeae6e99538bfad15dee5da967bd5c048d1bb364";
        Files.writeString(folder.resolve("Inner.nested.template.json"), """
                {"Resources": {"Own": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "own"}}},
                 "Outputs": {"Name": {"Value": {"Fn::GetAtt": ["Own", "QueueName"]}}}}""");
        Files.writeString(folder.resolve("Outer.assets.json"), """
                {"files": {"%1$s": {"source": {"path": "Inner.nested.template.json", "packaging": "file"},
                 "destinations": {"current": {"bucketName": "assets", "objectKey": "%1$s.json"}}}}}""".formatted(hash));
        try (TemplateRun run = new TemplateRun(folder, """
                Resources:
                  Inner:
                    Type: AWS::CloudFormation::Stack
                    Properties:
                      TemplateURL: !Join ["", ["https://s3.", !Ref AWS::Region, ".", !Ref AWS::URLSuffix, "/assets/%s.json"]]
                Outputs:
                  Name: {Value: !GetAtt Inner.Outputs.Name}
                """.formatted(hash))) {
            assertThat(run.runtime().template().outputs().getFirst().value()).isEqualTo("own");
            assertThat(run.call("sqs", "GetQueueUrl", "{'QueueName':'own'}")
                            .path("QueueUrl")
                            .asText())
                    .endsWith("/own");
        }
    }

    /// A queue's name has at most 80 characters, a function's 64 (CreateQueue, CreateFunction).
    @Test
    void aLongLogicalIdGivesANameThatTheServiceTakes() throws Exception {
        String template = """
                Resources: {LONG: {Type: AWS::SQS::Queue}}
                Outputs: {Name: {Value: !GetAtt LONG.QueueName}}
                """.replace("LONG", "A".repeat(100));
        try (TemplateRun run = new TemplateRun(folder, template)) {
            assertThat(run.runtime().template().outputs().getFirst().value())
                    .startsWith("stepgate-AAAA")
                    .hasSize(64);
        }
    }

    private static String get(String url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
