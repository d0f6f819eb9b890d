// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.InvokeRequest;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.template.TemplateException;
import dev.stepgate.local.time.VirtualTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Changes of a running template take effect like an update of the stack on AWS
/// ([updates](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-update-behaviors.html));
/// running executions keep their definition
/// ([UpdateStateMachine](https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html)).
class TemplateUpdateTest {
    private static final String TEMPLATE = """
            Transform: AWS::Serverless-2016-10-31
            Resources:
              Greet:
                Type: AWS::Serverless::StateMachine
                Properties:
                  DefinitionUri: greet.json
                  AutoPublishAlias: live
              Say:
                Type: AWS::Serverless::Function
                Properties:
                  Runtime: python3.12
                  Handler: index.handler
                  Environment: {Variables: {WORD: hello}}
                  InlineCode: |
                    import os
                    def handler(event, context):
                        return os.environ['WORD']
              Orders:
                Type: AWS::SQS::Queue
                Properties: {VisibilityTimeout: 20}
              Items:
                Type: AWS::DynamoDB::Table
                Properties:
                  BillingMode: PAY_PER_REQUEST
                  AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
                  KeySchema: [{AttributeName: id, KeyType: HASH}]
              Api:
                Type: AWS::Serverless::Api
                Properties:
                  StageName: v1
                  DefinitionUri: api.json
            """;
    private static final String DEFINITION = """
            {"StartAt": "Rest", "States": {
              "Rest": {"Type": "Wait", "Seconds": 60, "Next": "Greet"},
              "Greet": {"Type": "Pass", "Result": "WORD", "End": true}}}
            """;
    private static final String API = """
            {"openapi": "3.0.1", "info": {"title": "t", "version": "1"}, "paths": {"/word": {"get": {
              "responses": {"200": {"description": "ok"}},
              "x-amazon-apigateway-integration": {"type": "mock",
                "requestTemplates": {"application/json": "{\\"statusCode\\": 200}"},
                "responses": {"default": {"statusCode": "200", "responseTemplates": {"application/json": "WORD"}}}}}}}}
            """;

    @TempDir
    private Path folder;

    private final VirtualTime time = new VirtualTime();
    private LocalRuntime runtime;

    @BeforeEach
    void start() throws IOException {
        write("template.yaml", TEMPLATE);
        write("greet.json", DEFINITION.replace("WORD", "hello"));
        write("api.json", API.replace("WORD", "hello"));
        time.pause();
        runtime = LocalRuntime.start(
                RuntimeOptions.of(folder.resolve("template.yaml")),
                new RuntimeDependencies(time, ExecutionIds.seeded(1), RuntimeLog.NONE));
    }

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void nothingIsAppliedWhereNothingHasChanged() throws IOException {
        write("template.yaml", "# one line more\n" + TEMPLATE);

        assertThat(runtime.update().applied()).isEmpty();
    }

    @Test
    void anExecutionThatRunsKeepsItsDefinition() throws Exception {
        String before = start("stepgate-Greet");

        write("greet.json", DEFINITION.replace("WORD", "good day"));
        TemplateUpdate update = runtime.update();
        String after = start("stepgate-Greet");
        String aliased = start("stepgate-Greet:live");
        time.advance(Duration.ofSeconds(60));

        assertThat(update.applied()).containsExactly("Greet changed");
        assertThat(output(before)).isEqualTo("\"hello\"");
        assertThat(output(after)).isEqualTo("\"good day\"");
        assertThat(output(aliased)).isEqualTo("\"good day\"");
    }

    @Test
    void aChangedApiAnswersOnItsOldPort() throws Exception {
        String url = runtime.api("Api") + "/v1/word";
        String before = get(url);

        write("api.json", API.replace("WORD", "good day"));
        TemplateUpdate update = runtime.update();

        assertThat(before).isEqualTo("hello");
        assertThat(update.applied()).containsExactly("Api changed");
        assertThat(runtime.api("Api") + "/v1/word").isEqualTo(url);
        assertThat(get(url)).isEqualTo("good day");
    }

    @Test
    void aNewApiIsServedAndARemovedOneIsNot() throws Exception {
        String old = runtime.api("Api") + "/v1/word";
        write("api.json", API.replace("WORD", "removed"));
        runtime.update();
        assertThat(answers(old, "removed")).isTrue();

        write("api.json", API.replace("WORD", "added"));
        write("template.yaml", TEMPLATE.replace("  Api:", "  Other:"));
        TemplateUpdate update = runtime.update();

        assertThat(update.applied()).containsExactlyInAnyOrder("Other added", "Api removed");
        assertThat(get(runtime.api("Other") + "/v1/word")).isEqualTo("added");
        assertThat(answers(old, "removed")).isFalse();
    }

    /// Another server may have the port of one that is closed.
    private static boolean answers(String url, String text) throws InterruptedException {
        try {
            return get(url).equals(text);
        } catch (IOException _) {
            return false;
        }
    }

    @Test
    void aFunctionHasItsNewVariablesFromTheNextCallOn() throws Exception {
        String before = invoke("stepgate-Say");

        write("template.yaml", TEMPLATE.replace("WORD: hello", "WORD: good day"));
        TemplateUpdate update = runtime.update();

        assertThat(before).isEqualTo("\"hello\"");
        assertThat(update.applied()).containsExactly("Say changed");
        assertThat(invoke("stepgate-Say")).isEqualTo("\"good day\"");
    }

    @Test
    void aFunctionWorksOnceItIsBuilt() throws Exception {
        write("code/pom.xml", "<project/>");
        write("template.yaml", TEMPLATE + """
                  Late:
                    Type: AWS::Serverless::Function
                    Properties: {Runtime: java21, Handler: "Late::handle", CodeUri: code}
                """.indent(0));
        TemplateUpdate unbuilt = runtime.update();
        Path classes = Files.createDirectories(folder.resolve("code/target/classes"));
        write("Late.java", "public class Late { public String handle(Object event) { return \"built\"; } }");
        ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-d",
                        classes.toString(),
                        folder.resolve("Late.java").toString());

        TemplateUpdate built = runtime.update();

        assertThat(unbuilt.applied()).containsExactly("Late added");
        assertThat(runtime.sources()).contains(classes);
        assertThat(built.applied()).containsExactly("Late changed");
        assertThat(invoke("stepgate-Late")).isEqualTo("\"built\"");
    }

    @Test
    void aQueueKeepsItsMessagesAndGetsItsNewAttributes() throws Exception {
        call("sqs", "SendMessage", "{'QueueUrl':'http://x/123456789012/stepgate-Orders','MessageBody':'kept'}");

        write("template.yaml", TEMPLATE.replace("VisibilityTimeout: 20", "VisibilityTimeout: 30"));
        TemplateUpdate update = runtime.update();

        JsonNode attributes = call(
                        "sqs",
                        "GetQueueAttributes",
                        "{'QueueUrl':'http://x/123456789012/stepgate-Orders','AttributeNames':['All']}")
                .path("Attributes");
        assertThat(update.applied()).containsExactly("Orders changed");
        assertThat(attributes.path("VisibilityTimeout").asText()).isEqualTo("30");
        assertThat(attributes.path("ApproximateNumberOfMessages").asText()).isEqualTo("1");
    }

    @Test
    void aChangeThatWouldLoseDataIsReportedAndNotMade() throws Exception {
        write("template.yaml", TEMPLATE.replace("AttributeName: id", "AttributeName: key"));

        TemplateUpdate update = runtime.update();

        assertThat(update.applied()).isEmpty();
        assertThat(update.left()).containsExactly("Items has changed, which takes effect with the next start");
        assertThat(call("dynamodb", "DescribeTable", "{'TableName':'stepgate-Items'}")
                        .toString())
                .contains("\"id\"");
    }

    @Test
    void aBrokenTemplateChangesNothingAndIsStillWatched() throws Exception {
        write("template.yaml", TEMPLATE.replace("greet.json", "missing.json").replace("WORD: hello", "WORD: bye"));

        assertThatThrownBy(runtime::update)
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("missing.json");
        assertThat(invoke("stepgate-Say")).isEqualTo("\"hello\"");
        assertThat(get(runtime.api("Api") + "/v1/word")).isEqualTo("hello");
        assertThat(runtime.sources()).contains(folder.resolve("missing.json"), folder.resolve("greet.json"));

        write("missing.json", DEFINITION.replace("WORD", "found"));
        assertThat(runtime.update().applied()).containsExactlyInAnyOrder("Greet changed", "Say changed");
        assertThat(invoke("stepgate-Say")).isEqualTo("\"bye\"");
    }

    @Test
    void everyFileThatWasReadIsASource() {
        assertThat(runtime.sources())
                .contains(folder.resolve("template.yaml"), folder.resolve("greet.json"), folder.resolve("api.json"));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private String start(String machine) {
        return call(
                        "states",
                        "StartExecution",
                        "{'stateMachineArn':'arn:aws:states:us-east-1:123456789012:stateMachine:" + machine + "'}")
                .path("executionArn")
                .asText();
    }

    private String output(String execution) {
        return call("states", "DescribeExecution", "{'executionArn':'" + execution + "'}")
                .path("output")
                .asText();
    }

    private String invoke(String function) {
        byte[] answer = runtime.invoke(InvokeRequest.of(function, "{}".getBytes(StandardCharsets.UTF_8)))
                .toCompletableFuture()
                .join()
                .payload();
        return new String(answer, StandardCharsets.UTF_8);
    }

    /// @param input JSON with single quotes
    private JsonNode call(String service, String operation, String input) {
        return runtime.call(service, operation, Json.parse(input.replace('\'', '"')))
                .toCompletableFuture()
                .join();
    }

    private static String get(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
                    .body();
        }
    }
}
