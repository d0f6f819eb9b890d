// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.template.TemplateException;
import dev.stepgate.local.time.VirtualTime;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalRuntimeTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/stepgate/local/runtime");
    private static final RuntimeOptions OPTIONS = RuntimeOptions.of(FOLDER.resolve("template.yaml"));
    private static final RuntimeLog NOWHERE = RuntimeLog.NONE;

    @Test
    void eachApiIsServedAtItsOwnAddressAndTheTemplateKnowsIt() throws Exception {
        try (LocalRuntime runtime = LocalRuntime.start(OPTIONS, RuntimeDependencies.real(NOWHERE))) {
            String second = runtime.api("Second") + "/v2/greet/you";

            assertThat(get(runtime.api("First") + "/v1/greet/you")).isEqualTo("\"hello\"");
            assertThat(get(second)).isEqualTo("\"hello\"");
            assertThat(runtime.template().outputs())
                    .singleElement()
                    .satisfies(url -> assertThat(url.value()).isEqualTo(second));
        }
    }

    @Test
    void parametersReachTheDefinitions() throws Exception {
        RuntimeOptions options = OPTIONS.withParameters(Map.of("Greeting", "good day"));

        try (LocalRuntime runtime = LocalRuntime.start(options, RuntimeDependencies.real(NOWHERE))) {
            assertThat(get(runtime.api("First") + "/v1/greet/you")).isEqualTo("\"good day\"");
        }
    }

    @Test
    void machinesActivitiesAndAliasesAreThereForTheAwsApi() {
        try (LocalRuntime runtime = LocalRuntime.start(OPTIONS, RuntimeDependencies.real(NOWHERE))) {
            JsonNode machines = call(runtime, "ListStateMachines", "{}");
            JsonNode activities = call(runtime, "ListActivities", "{}");
            JsonNode aliased = call(
                    runtime,
                    "StartSyncExecution",
                    "{\"stateMachineArn\":\"arn:aws:states:us-east-1:123456789012:stateMachine:stepgate-Greet:live\"}");

            assertThat(machines.findValuesAsText("name"))
                    .containsExactlyInAnyOrder(
                            "stepgate-Greet", "stepgate-Refuse", "stepgate-Linger", "stepgate-Parent");
            assertThat(activities.findValuesAsText("name")).containsExactly("worker");
            assertThat(aliased.path("output").asText()).isEqualTo("\"hello\"");
        }
    }

    @Test
    void versionsAndAliasesOfTheTemplateCanBeStarted() {
        RuntimeOptions options = RuntimeOptions.of(FOLDER.resolve("versions.yaml"));
        String machine = "arn:aws:states:us-east-1:123456789012:stateMachine:orders";

        try (LocalRuntime runtime = LocalRuntime.start(options, RuntimeDependencies.real(NOWHERE))) {
            JsonNode version = call(runtime, "DescribeStateMachine", "{\"stateMachineArn\":\"" + machine + ":1\"}");
            JsonNode started = call(runtime, "StartSyncExecution", "{\"stateMachineArn\":\"" + machine + ":live\"}");

            assertThat(version.path("description").asText()).isEqualTo("the first");
            assertThat(started.path("output").asText()).isEqualTo("\"first\"");
        }
    }

    @Test
    void anAliasThatTheServiceRefusesIsAProblemOfTheTemplate() {
        RuntimeOptions options = RuntimeOptions.of(FOLDER.resolve("versions-refused.yaml"));

        assertThatThrownBy(() -> LocalRuntime.start(options, RuntimeDependencies.real(NOWHERE)))
                .isInstanceOf(TemplateException.class)
                .hasMessageEndingWith("versions-refused.yaml:12:3: Live: ValidationException:"
                        + " Sum of routing configuration weights must equal 100. Received: [90]");
    }

    @Test
    void everyProblemIsReportedWithItsLocation() {
        RuntimeOptions options = RuntimeOptions.of(FOLDER.resolve("broken.yaml"));

        assertThatThrownBy(() -> LocalRuntime.start(options, RuntimeDependencies.real(NOWHERE)))
                .isInstanceOfSatisfying(
                        TemplateException.class,
                        broken -> assertThat(broken.problems())
                                .extracting(problem -> problem.mark().file().replace(FOLDER + "/", "") + ":"
                                        + problem.mark().line())
                                .containsExactlyElementsOf(List.of(
                                        "broken.asl.json:6", "broken.yaml:4", "broken.yaml:9", "broken.yaml:26")));
    }

    @Test
    void runsOnVirtualTime() {
        RuntimeDependencies host = new RuntimeDependencies(new VirtualTime(), ExecutionIds.seeded(1), NOWHERE);

        try (LocalRuntime runtime = LocalRuntime.start(OPTIONS, host)) {
            JsonNode started = call(
                    runtime,
                    "StartExecution",
                    "{\"stateMachineArn\":\"arn:aws:states:us-east-1:123456789012:stateMachine:stepgate-Refuse\"}");

            assertThat(started.path("executionArn").asText()).contains(":execution:stepgate-Refuse:");
        }
    }

    private static JsonNode call(LocalRuntime runtime, String operation, String input) {
        return runtime.call("states", operation, Json.parse(input))
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
