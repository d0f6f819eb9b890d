// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.sam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.DeployedTemplate;
import dev.stepgate.callback.SignedCallback;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.template.Resource;
import dev.stepgate.sam.RuntimeApi.Answer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs each function as `sam build` built it, with its events, under AWS's runtime interface client. The
/// property `sam.build` names SAM's output folder.
@EnabledIfSystemProperty(named = "sam.build", matches = ".+")
class BuiltFunctionsTest {
    private static final String SIMULATOR = "ExternalApiSimulator";

    @TempDir
    private Path scratch;

    @Test
    void holdsTheClassesAndJarsThatWereTested() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("sam.build"), "StartFunction"))) {
            Map<Boolean, Long> jars = files.filter(Files::isRegularFile)
                    .collect(
                            Collectors.partitioningBy(file -> file.toString().endsWith(".jar"), Collectors.counting()));
            assertThat(jars).isEqualTo(Map.of(true, jarCount(), false, classCount()));
        }
    }

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
            ValidateUserV1 | hostile          | {"statusCode":200,"body":"{\\"user\\":\\"1\\\\\\", \\\\\\"id\\\\\\":\\\\\\"999\\",\\"valid\\":false}"}
            ResponseLogger | text             | {"notifications":1}
            ResponseLogger | success          | {"notifications":1}
            ResponseLogger | failure          | {"notifications":1}
            """)
    void answersItsEvent(String function, String event, String expected) throws Exception {
        Answer answer = invoke(function, event, Map.of());

        assertThat(answer.succeeded()).as(answer.json()).isTrue();
        assertThat(Json.parse(answer.json())).isEqualTo(Json.parse(expected));
    }

    @Test
    void refusesATokenThatIsNone() throws Exception {
        Answer answer = invoke("JwtAuthorizer", "rest", Map.of());

        assertThat(answer.succeeded()).isFalse();
        assertThat(Json.parse(answer.json()).path("errorMessage").asText()).isEqualTo("Unauthorized");
    }

    @Test
    void signsAnUpload() throws Exception {
        Answer answer = invoke("RequestUpload", "hash", Map.of());

        JsonNode body = Json.parse(Json.parse(answer.json()).path("body").asText());
        assertThat(body.path("id").asText()).isEqualTo("JKJaXm-LvHc_SHA");
        assertThat(body.path("url").asText())
                .contains("/uploads/JKJaXm-LvHc_SHA/b3a092a6", "X-Amz-Signature=", "X-Amz-Expires=900");
    }

    @Test
    void storesABodyAndStartsTheWorkflow() throws Exception {
        try (LocalRuntime runtime = start()) {
            String bucket =
                    runtime.template().all(Resource.Bucket.class).getFirst().name();
            ObjectNode request = (ObjectNode) Json.parse(Files.readAllBytes(event("StoreBody", "object")));
            Path own = scratch.resolve("request.json");
            Files.writeString(
                    own, Json.write(request.put("bucket", bucket).put("stateMachineArn", arn(runtime, "Workflow"))));

            Answer answer = built("StoreBody", Map.of("AWS_ENDPOINT_URL", runtime.aws()))
                    .invoke(own, scratch);

            assertThat(Json.parse(answer.json()).path("statusCode").asInt())
                    .as(answer.json())
                    .isEqualTo(202);
            assertThat(call(runtime, "ListExecutions", "stateMachineArn", arn(runtime, "Workflow"))
                            .findValuesAsText("name"))
                    .containsExactly("JKJaXm-LvHc_SHA");
        }
    }

    @Test
    void verifiesASignature() throws Exception {
        try (LocalRuntime runtime = start()) {
            String secret = runtime.call(
                            "secretsmanager",
                            "GetSecretValue",
                            Json.mapper().createObjectNode().put("SecretId", "stepgate-CallbackSecret"))
                    .toCompletableFuture()
                    .join()
                    .path("SecretString")
                    .asText();
            ObjectNode request = (ObjectNode) Json.parse(Files.readAllBytes(event("VerifyCallback", "callback")));
            SignedCallback signed = SignedCallback.of(
                    secret, request.path("id").asText(), request.path("body").asText(), Instant.now());
            Path own = scratch.resolve("request.json");
            Files.writeString(
                    own,
                    Json.write(request.put("secretArn", "stepgate-CallbackSecret")
                            .put("timestamp", signed.timestamp())
                            .put("signature", signed.signature())));

            Answer answer = built("VerifyCallback", Map.of("AWS_ENDPOINT_URL", runtime.aws()))
                    .invoke(own, scratch);

            assertThat(Json.parse(answer.json()).path("verdict").asText())
                    .as(answer.json())
                    .isEqualTo("success");
        }
    }

    /// The first answers of new processes, in milliseconds: `-Dsam.cold=15` is so many of each.
    @ParameterizedTest
    @EnabledIfSystemProperty(named = "sam.cold", matches = "[0-9]+")
    @CsvSource({"Start, object", "ValidateUserV1, valid"})
    void tellsHowLongAColdStartTakes(String function, String event) throws Exception {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < Integer.getInteger("sam.cold"); i++) {
            long begin = System.nanoTime();
            assertThat(invoke(function, event, Map.of()).succeeded()).isTrue();
            times.add(Duration.ofNanos(System.nanoTime() - begin).toMillis());
        }
        Collections.sort(times);
        System.out.println(function + ": median " + times.get(times.size() / 2) + " ms of " + times);
    }

    @Test
    void tellsWhichVariableIsMissing() throws Exception {
        Answer answer = invoke("RequestConsumer", "one", Map.of());

        assertThat(answer.succeeded()).isFalse();
        assertThat(answer.json()).contains("STATE_MACHINE_ARN is not set");
    }

    @Test
    void startsTheSimulatorOnceForEachMessageThatItCanServe() throws Exception {
        try (LocalRuntime runtime = start()) {
            Map<String, String> environment =
                    Map.of("STATE_MACHINE_ARN", arn(runtime, SIMULATOR), "AWS_ENDPOINT_URL", runtime.aws());

            invoke("RequestConsumer", "one", environment);
            Answer answer = invoke("RequestConsumer", "two", environment);

            assertThat(Json.parse(answer.json()))
                    .isEqualTo(Json.parse(
                            "{\"batchItemFailures\":[{\"itemIdentifier\":\"2e1424d4-f796-459a-8184-9c92662be6da\"}]}"));
            assertThat(call(runtime, "ListExecutions", "stateMachineArn", arn(runtime, SIMULATOR))
                            .findValuesAsText("name"))
                    .containsExactly("059f36b4-87a3-44ab-83d2-661975830a7d");
        }
    }

    @ParameterizedTest
    @CsvSource({"success, SUCCEEDED", "failure, FAILED"})
    void callsTheWaitingWorkflowBack(String event, String status) throws Exception {
        try (LocalRuntime runtime = start()) {
            String execution = startWaiting(runtime);
            ObjectNode request = (ObjectNode) Json.parse(Files.readAllBytes(event("CallbackSimulator", event)));
            Path withToken = scratch.resolve("request.json");
            Files.writeString(withToken, Json.write(request.put("taskToken", taskToken(runtime, execution))));

            Answer answer = built("CallbackSimulator", Map.of("AWS_ENDPOINT_URL", runtime.aws()))
                    .invoke(withToken, scratch);

            assertThat(Json.parse(answer.json())).isEqualTo(Json.parse("{\"callback\":\"delivered\"}"));
            await().untilAsserted(() -> assertThat(call(runtime, "DescribeExecution", "executionArn", execution)
                            .path("status")
                            .textValue())
                    .isEqualTo(status));
        }
    }

    private static long jarCount() throws IOException {
        return Files.readString(Path.of("src/functions/target/function.classpath"))
                .split(File.pathSeparator)
                .length;
    }

    private static long classCount() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/functions/target/classes"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static LocalRuntime start() {
        return LocalRuntime.start(
                RuntimeOptions.of(Path.of("template.yaml")), RuntimeDependencies.real(RuntimeLog.NONE));
    }

    private static String startWaiting(LocalRuntime runtime) {
        ObjectNode start = Json.mapper().createObjectNode();
        start.put("stateMachineArn", arn(runtime, "AsyncApiCallback"));
        start.put("input", "{\"waitTime\":200,\"status\":\"success\"}");
        return runtime.call("states", "StartExecution", start)
                .toCompletableFuture()
                .join()
                .path("executionArn")
                .textValue();
    }

    private static String taskToken(LocalRuntime runtime, String execution) {
        return await()
                .until(
                        () -> call(runtime, "GetExecutionHistory", "executionArn", execution)
                                .findValuesAsText("parameters"),
                        parameters -> !parameters.isEmpty())
                .stream()
                .map(parameters ->
                        Json.parse(parameters).at("/MessageBody/taskToken").textValue())
                .findFirst()
                .orElseThrow();
    }

    private static String arn(LocalRuntime runtime, String machine) {
        return runtime.template().all(Resource.StateMachine.class).stream()
                .filter(declared -> declared.logicalId().equals(machine))
                .map(Resource.StateMachine::arn)
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode call(LocalRuntime runtime, String operation, String member, String value) {
        return runtime.call(
                        "states", operation, Json.mapper().createObjectNode().put(member, value))
                .toCompletableFuture()
                .join();
    }

    private static Path event(String function, String event) {
        return Path.of("events", function, event + ".json");
    }

    private Answer invoke(String function, String event, Map<String, String> environment) throws Exception {
        return built(function, environment).invoke(event(function, event), scratch);
    }

    private static BuiltFunction built(String function, Map<String, String> environment) {
        String logicalId = function + "Function";
        String handler =
                DeployedTemplate.resolve(Map.of("ApiAuthorization", "JWT")).all(Resource.Function.class).stream()
                        .filter(declared -> declared.logicalId().equals(logicalId))
                        .map(Resource.Function::handler)
                        .findFirst()
                        .orElseThrow();
        return new BuiltFunction(Path.of(System.getProperty("sam.build"), logicalId), handler, environment);
    }
}
