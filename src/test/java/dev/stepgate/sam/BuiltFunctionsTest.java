// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.sam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.DeployedTemplate;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.Resource;
import dev.stepgate.sam.RuntimeApi.Answer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Each function as `sam build` built it, with its events, under AWS's runtime interface client. The property
/// `sam.build` names the folder that SAM built into.
@EnabledIfSystemProperty(named = "sam.build", matches = ".+")
class BuiltFunctionsTest {
    @TempDir
    private Path scratch;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Start          | object           | {"function":"start"}
            Start          | array            | {"function":"start"}
            Start          | number           | {"function":"start"}
            Start          | text             | {"function":"start"}
            Wait3000       | after-start      | {"function":"wait3000"}
            Wait500        | after-start      | {"function":"wait500"}
            End            | after-both-waits | {"function":"end"}
            RamenTimer     | any              | {"message":"The ramen is boiled. If you don't eat it quickly, it will grow."}
            ValidateUserV1 | valid            | {"statusCode":200,"body":"{\\"user\\":\\"10\\",\\"valid\\":true}"}
            ValidateUserV1 | not-valid        | {"statusCode":200,"body":"{\\"user\\":\\"5\\",\\"valid\\":false}"}
            ValidateUserV2 | valid            | {"statusCode":200,"body":"{\\"user\\":\\"100\\",\\"valid\\":true}"}
            ValidateUserV2 | not-valid        | {"statusCode":200,"body":"{\\"user\\":\\"50\\",\\"valid\\":false}"}
            ResponseLogger | success          | {"notifications":1}
            ResponseLogger | failure          | {"notifications":1}
            """)
    void answersItsEvent(String function, String event, String expected) throws Exception {
        Answer answer = invoke(function, event, Map.of("TIMER", "1"));

        assertThat(answer.succeeded()).as(answer.json()).isTrue();
        assertThat(Json.parse(answer.json())).isEqualTo(Json.parse(expected));
    }

    @Test
    void tellsWhichVariableIsMissing() throws Exception {
        Answer answer = invoke("RequestConsumer", "one", Map.of());

        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.json()).contains("STATE_MACHINE_ARN is not set");
    }

    @Test
    void startsTheSimulatorForEachMessage() throws Exception {
        try (RecordedCalls stepFunctions = new RecordedCalls()) {
            Answer answer = invoke(
                    "RequestConsumer",
                    "two",
                    Map.of("STATE_MACHINE_ARN", "arn:simulator", "AWS_ENDPOINT_URL", stepFunctions.url()));

            assertThat(Json.parse(answer.json())).isEqualTo(Json.parse("{\"batchItemFailures\":[]}"));
            assertThat(stepFunctions.calls())
                    .extracting(call ->
                            call.target() + " " + call.input().path("name").textValue())
                    .containsExactly(
                            "AWSStepFunctions.StartExecution 059f36b4-87a3-44ab-83d2-661975830a7d",
                            "AWSStepFunctions.StartExecution 2e1424d4-f796-459a-8184-9c92662be6da");
        }
    }

    @ParameterizedTest
    @CsvSource({"success, SendTaskSuccess", "failure, SendTaskFailure"})
    void callsBackWithTheTokenAsItCame(String event, String operation) throws Exception {
        try (RecordedCalls stepFunctions = new RecordedCalls()) {
            Answer answer = invoke("CallbackSimulator", event, Map.of("AWS_ENDPOINT_URL", stepFunctions.url()));

            assertThat(Json.parse(answer.json())).isEqualTo(Json.parse("{\"callback\":\"delivered\"}"));
            assertThat(stepFunctions.calls())
                    .extracting(call ->
                            call.target() + " " + call.input().path("taskToken").textValue())
                    .containsExactly("AWSStepFunctions." + operation + " AQB8AAAAKgAAAAMAAAAA");
        }
    }

    private Answer invoke(String function, String event, Map<String, String> environment) throws Exception {
        return built(function, environment).invoke(Path.of("events", function, event + ".json"), scratch);
    }

    private static BuiltFunction built(String function, Map<String, String> environment) {
        String logicalId = function + "Function";
        String handler = DeployedTemplate.resolve(Map.of()).all(Resource.Function.class).stream()
                .filter(declared -> declared.logicalId().equals(logicalId))
                .map(Resource.Function::handler)
                .findFirst()
                .orElseThrow();
        return new BuiltFunction(Path.of(System.getProperty("sam.build"), logicalId), handler, environment);
    }
}
