// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.FunctionProject;
import dev.stepgate.local.time.VirtualTime;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Calls of [functions](https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html) from a
/// Task.
class LambdaIntegrationsTest {

    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:";
    private static FunctionProject project;
    private static ServiceIntegrations integrations;

    @BeforeAll
    static void compile(@TempDir Path folder) {
        VirtualTime time = new VirtualTime(Instant.parse("2025-01-01T00:00:00Z"));
        project = new FunctionProject(folder)
                .source("""
                        public class Same implements RequestStreamHandler {
                            public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
                                System.out.println("called");
                                in.transferTo(out);
                            }
                        }
                        """)
                .source("""
                        public class Failing {
                            public void run() { throw new IllegalStateException("it's \\"bad\\""); }
                            public void slow() throws Exception { Thread.sleep(100_000); }
                        }
                        """)
                .function("same", "Same")
                .function("failing", "Failing::run")
                .function("slow", "Failing::slow")
                .function("typeless", "Failing::absent");
        integrations = new ServiceIntegrations(new LocalBackends(project.start(time)), time, ExecutionIds.unseeded());
    }

    @AfterAll
    static void close() {
        project.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"{\"a\":[1,null]}", "\"text\"", "1.5", "null", "[]"})
    void aFunctionAsResourceGetsTheInputAndGivesTheResult(String input) throws Exception {
        assertThat(function("same", input).output()).isEqualTo(Json.parse(input));
        assertThat(function("same:live", input).output()).isEqualTo(Json.parse(input));
    }

    @Test
    void theOutputOfInvokeHoldsPayloadAndMetadata() throws Exception {
        JsonNode output =
                invoke("{\"FunctionName\":\"same\",\"Payload\":{\"n\":1}}").output();

        String id = output.path("SdkResponseMetadata").path("RequestId").asText();
        assertThat(output.path("Payload")).isEqualTo(Json.parse("{\"n\":1}"));
        assertThat(output.path("StatusCode").asInt()).isEqualTo(200);
        assertThat(output.path("ExecutedVersion").asText()).isEqualTo("$LATEST");
        assertThat(output.at("/SdkHttpMetadata/HttpStatusCode").asInt()).isEqualTo(200);
        assertThat(output.at("/SdkHttpMetadata/HttpHeaders/Content-Length").asText())
                .isEqualTo("7");
        assertThat(output.at("/SdkHttpMetadata/HttpHeaders/Date").asText())
                .matches("Wed, 01 Jan 2025 00:0\\d:\\d\\d GMT");
        assertThat(output.at("/SdkHttpMetadata/HttpHeaders/x-amzn-RequestId").asText())
                .isEqualTo(id);
        assertThat(output.at("/SdkHttpMetadata/AllHttpHeaders/X-Amz-Executed-Version"))
                .isEqualTo(Json.parse("[\"$LATEST\"]"));
    }

    @Test
    void aVersionOrAnAliasIsCalledByQualifierAndInTheName() throws Exception {
        assertThat(invoke("{\"FunctionName\":\"same\",\"Qualifier\":\"live\"}")
                        .output()
                        .path("ExecutedVersion")
                        .asText())
                .isEqualTo("1");
        assertThat(invoke("{\"FunctionName\":\"" + ARN + "same:live\"}")
                        .output()
                        .path("ExecutedVersion")
                        .asText())
                .isEqualTo("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"FunctionName\":\"same\"} | {}",
                "{\"FunctionName\":\"same\",\"Payload\":null} | {}",
                "{\"FunctionName\":\"same\",\"Payload\":\"\\\"x\\\"\"} | \"x\"",
                "{\"FunctionName\":\"same\",\"Payload\":\"[0.0]\"} | [0.0]",
                "{\"FunctionName\":\"same\",\"Payload\":7} | 7",
            })
    void aTextAsPayloadIsSentAsItStands(String parameters, String payload) throws Exception {
        assertThat(invoke(parameters).output().path("Payload")).isEqualTo(Json.parse(payload));
    }

    @Test
    void theLogIsInTheOutputWhenAskedFor() throws Exception {
        JsonNode output =
                invoke("{\"FunctionName\":\"same\",\"LogType\":\"Tail\"}").output();

        assertThat(Base64.getDecoder().decode(output.path("LogResult").asText()))
                .asString()
                .containsPattern("^START .*\ncalled\nEND ");
        assertThat(output.at("/SdkHttpMetadata/HttpHeaders/X-Amz-Log-Result")).isEqualTo(output.path("LogResult"));
    }

    @Test
    void aCallWithoutAnswerSucceedsAtOnce() throws Exception {
        assertThat(invoke("{\"FunctionName\":\"slow\",\"InvocationType\":\"Event\"}")
                        .output()
                        .path("StatusCode")
                        .asInt())
                .isEqualTo(202);
    }

    @Test
    void aTaskWithATokenStillWaitsAfterTheAnswer() throws Exception {
        RecordedProgress progress = start(
                RecordedProgress.service("lambda", "invoke", TaskResource.Pattern.WAIT_FOR_TASK_TOKEN),
                "{\"FunctionName\":\"same\",\"Payload\":{\"t\":\"token\"}}");

        assertThat(progress.submission().path("Payload")).isEqualTo(Json.parse("{\"t\":\"token\"}"));
        assertThat(progress.hasEnded()).isFalse();
    }

    @Test
    void aFailedFunctionFailsTheTaskWithItsTypeAndItsWholeAnswer() throws Exception {
        for (RecordedProgress progress :
                new RecordedProgress[] {function("failing", "{}"), invoke("{\"FunctionName\":\"failing\"}")}) {
            RecordedProgress.Failed failed = progress.failure();

            assertThat(failed.error()).isEqualTo("java.lang.IllegalStateException");
            assertThat(Json.parse(failed.cause()).path("errorMessage").asText()).isEqualTo("it's \"bad\"");
            assertThat(Json.parse(failed.cause()).path("stackTrace").get(0).asText())
                    .startsWith("Failing.run(");
        }
    }

    @Test
    void aTimeoutOfTheFunctionHasTheNameOfTheSandbox() throws Exception {
        assertThat(function("slow", "{}").failure().error()).isEqualTo("Sandbox.Timedout");
    }

    @Test
    void anErrorWithoutTypeIsUnknown() throws Exception {
        assertThat(function("typeless", "{}").failure())
                .isEqualTo(new RecordedProgress.Failed(
                        "Lambda.Unknown",
                        "The cause could not be determined because Lambda did not return an error type. Returned payload:"
                                + " {\"errorMessage\":\"No public method named absent with appropriate method signature"
                                + " found on class Failing\"}"));
    }

    @Test
    void aFunctionThatDoesNotExistFailsTheTask() throws Exception {
        RecordedProgress.Failed failed = invoke("{\"FunctionName\":\"nope\"}").failure();

        assertThat(failed.error()).isEqualTo("Lambda.ResourceNotFoundException");
        assertThat(failed.cause())
                .startsWith("Function not found: " + ARN + "nope:$LATEST (Service: AWSLambda; Status Code: 404; Error"
                        + " Code: ResourceNotFoundException; Request ID: ")
                .endsWith("; Proxy: null)");
        assertThat(function("nope", "{}").failure().error()).isEqualTo("Lambda.ResourceNotFoundException");
    }

    @Test
    void aTextThatIsNotJsonIsRefusedByLambda() throws Exception {
        assertThat(invoke("{\"FunctionName\":\"same\",\"Payload\":\"text\"}")
                        .failure()
                        .error())
                .isEqualTo("Lambda.InvalidRequestContentException");
    }

    @Test
    void unsupportedRequestsAreRefusedByName() {
        assertThat(integrations.problem(RecordedProgress.service("ecs", "runTask")))
                .contains("Resource 'arn:aws:states:::ecs:runTask' is not supported by this local runtime");
        assertThat(integrations.problem(RecordedProgress.service("lambda", "invoke")))
                .isEmpty();
        assertThat(integrations.problem(new TaskResource.Activity("arn:aws:states:us-east-1:123456789012:activity:a")))
                .isEmpty();
    }

    private static RecordedProgress function(String name, String input) {
        return start(new TaskResource.LambdaFunction(ARN + name), input);
    }

    private static RecordedProgress invoke(String parameters) {
        return start(RecordedProgress.service("lambda", "invoke"), parameters);
    }

    private static RecordedProgress start(TaskResource resource, String parameters) {
        RecordedProgress progress = new RecordedProgress();
        integrations.start(RecordedProgress.request(resource, parameters), progress);
        return progress;
    }
}
