// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.InvokeRequest;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.template.NotHere;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.TemplateException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A template with parts that this runtime cannot run: the rest runs, and calls of those parts fail with an
/// error that names them. The answers are our own, except for Lambda's refusal
/// ([Invoke](https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html), InvalidRuntimeException).
class NotHereTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Group: {Type: AWS::Athena::WorkGroup}
              Script:
                Type: AWS::Serverless::Function
                Properties: {Runtime: ruby3.4, Handler: app.handler, InlineCode: "puts 1"}
              Query:
                Type: AWS::StepFunctions::StateMachine
                Properties:
                  RoleArn: arn:aws:iam::123456789012:role/r
                  Definition:
                    StartAt: Ask
                    States:
                      Ask:
                        Type: Task
                        Resource: arn:aws:states:::athena:startQueryExecution
                        Parameters: {WorkGroup: !Ref Group}
                        Retry: [{ErrorEquals: [States.ALL]}]
                        End: true
              Call:
                Type: AWS::StepFunctions::StateMachine
                Properties:
                  RoleArn: arn:aws:iam::123456789012:role/r
                  Definition:
                    StartAt: Run
                    States:
                      Run: {Type: Task, Resource: !GetAtt Script.Arn, End: true}
              Rest:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: v1
                  DefinitionBody:
                    openapi: 3.0.1
                    info: {title: x, version: '1'}
                    paths:
                      /queue:
                        get:
                          responses: {'200': {description: ok}}
                          x-amazon-apigateway-integration:
                            type: aws
                            httpMethod: POST
                            uri: arn:aws:apigateway:us-east-1:kinesis:action/PutRecord
                            responses: {default: {statusCode: '200'}}
                      /private:
                        get:
                          x-amazon-apigateway-integration:
                            {type: http_proxy, uri: "http://10.0.0.1", connectionType: VPC_LINK, connectionId: x}
              Http:
                Type: AWS::Serverless::HttpApi
                Properties:
                  DefinitionBody:
                    openapi: 3.0.1
                    info: {title: x, version: '1'}
                    paths:
                      /put:
                        post:
                          x-amazon-apigateway-integration:
                            {type: aws_proxy, integrationSubtype: Kinesis-PutRecord, payloadFormatVersion: '1.0'}
            """;

    @TempDir
    private static Path folder;

    private static LocalRuntime runtime;
    private static HttpClient client;

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(folder.resolve("template.yaml"), TEMPLATE);
        client = HttpClient.newHttpClient();
        runtime = LocalRuntime.start(options(), RuntimeDependencies.real(RuntimeLog.NONE));
    }

    @AfterAll
    static void stop() {
        runtime.close();
        client.close();
    }

    private static RuntimeOptions options() {
        return RuntimeOptions.of(folder.resolve("template.yaml"));
    }

    @Test
    void everyPartIsNamedOnceWithItsLine() {
        Path template = folder.resolve("template.yaml");

        assertThat(runtime.template().remarks().notHere().stream().map(each -> each.in(template)))
                .containsExactly(
                        "Group (AWS::Athena::WorkGroup), line 3: what calls it fails",
                        "Script (a function), line 4: the runtime ruby3.4 is not here: java*, python3.*, nodejs*.x and"
                                + " provided.* run here",
                        "Query arn:aws:states:::athena:startQueryExecution, line 16: an execution that reaches it fails"
                                + " without --mock-config or --upstream",
                        "Rest /paths/~1queue/get/x-amazon-apigateway-integration/uri, the service kinesis, line 42:"
                                + " requests to it get 501",
                        "Rest /paths/~1private/get/x-amazon-apigateway-integration, the VPC link, line 46:"
                                + " requests to it get 501",
                        "Http /paths/~1put/post/x-amazon-apigateway-integration, the integration Kinesis-PutRecord, line 57:"
                                + " requests to it get 501");
    }

    @Test
    void aTaskThatIsReachedFailsTheExecutionByName() throws Exception {
        JsonNode end = run("Query");

        assertThat(end.path("status").asText()).isEqualTo("FAILED");
        assertThat(end.path("error").asText()).isEqualTo("States.Runtime");
        assertThat(end.path("cause").asText()).contains("arn:aws:states:::athena:startQueryExecution");
    }

    @Test
    void aFunctionThatIsCalledIsRefusedAsLambdaRefusesARuntime() throws Exception {
        JsonNode end = run("Call");

        assertThat(end.path("error").asText()).isEqualTo("Lambda.InvalidRuntimeException");
        assertThat(end.path("cause").asText()).startsWith("The function Script is not here: the runtime ruby3.4");
        assertThatThrownBy(() ->
                        runtime.invoke(InvokeRequest.of("stepgate-Script", "{}".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(AwsException.class)
                .hasMessageStartingWith("The function Script is not here");
    }

    @Test
    void anIntegrationThatIsReachedAnswers501() throws Exception {
        assertThat(answer("GET", runtime.api("Rest") + "/v1/queue"))
                .isEqualTo("501 {\"message\":\"the service kinesis is not here\"}");
        assertThat(answer("GET", runtime.api("Rest") + "/v1/private"))
                .isEqualTo("501 {\"message\":\"the VPC link is not here\"}");
        assertThat(answer("POST", runtime.api("Http") + "/put"))
                .isEqualTo("501 {\"message\":\"the integration Kinesis-PutRecord is not here\"}");
    }

    @Test
    void strictModeRefusesATemplateWithUnsupportedParts() {
        List<NotHere> notHere = runtime.template().remarks().notHere();

        assertThatThrownBy(() -> LocalRuntime.validate(options().withDemand(RuntimeOptions.Demand.EVERYTHING)))
                .isInstanceOfSatisfying(
                        TemplateException.class,
                        refused -> assertThat(refused.problems())
                                .containsExactlyElementsOf(
                                        notHere.stream().map(NotHere::asProblem).toList()));
    }

    private static JsonNode run(String machine) throws Exception {
        String arn = runtime.template().all(Resource.StateMachine.class).stream()
                .filter(each -> each.logicalId().equals(machine))
                .findFirst()
                .orElseThrow()
                .arn();
        JsonNode started = runtime.call(
                        "states",
                        "StartExecution",
                        Json.mapper().createObjectNode().put("stateMachineArn", arn))
                .toCompletableFuture()
                .get();
        return runtime.endOfExecution(started.path("executionArn").asText())
                .toCompletableFuture()
                .get();
    }

    private static String answer(String method, String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        return response.statusCode() + " " + response.body();
    }
}
