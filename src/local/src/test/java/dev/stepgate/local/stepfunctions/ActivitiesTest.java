// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import static dev.stepgate.local.stepfunctions.TestService.PREFIX;
import static dev.stepgate.local.stepfunctions.TestService.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// [Activities](https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html) and the calls
/// that answer a task by its token.
class ActivitiesTest {
    private static final String ACTIVITY = PREFIX + "activity:pack";

    private final TestService service = new TestService();

    private String start(String settings) {
        service.call("CreateActivity", "{'name': 'pack'}");
        String machine = service.machine("orders", """
                {'StartAt': 'A', 'States': {'A': {'Type': 'Task', 'Resource': '%s', %s 'End': true}}}""".formatted(ACTIVITY, settings));
        service.time().pause();
        return service.start(machine, "one", "{'box': 1}");
    }

    private JsonNode poll() {
        return service.call("GetActivityTask", "{'activityArn': '" + ACTIVITY + "', 'workerName': 'anna'}");
    }

    @Test
    void workersGetTheInputAndAnswerByToken() {
        String execution = start("");
        JsonNode task = poll();

        service.call(
                "SendTaskSuccess",
                "{'taskToken': '%s', 'output': '[7]'}"
                        .formatted(task.path("taskToken").asText()));

        assertThat(task.path("input").asText()).isEqualTo("{\"box\":1}");
        assertThat(service.end(execution).path("output").asText()).isEqualTo("[7]");
    }

    @Test
    void aWorkerThatWaitsGetsTheNextTask() {
        service.call("CreateActivity", "{'name': 'pack'}");
        service.time().pause();
        CompletableFuture<JsonNode> waiting =
                service.begin("GetActivityTask", json("{'activityArn': '" + ACTIVITY + "'}"));
        assertThat(waiting).isNotDone();

        start("");

        assertThat(waiting.join().path("input").asText()).isEqualTo("{\"box\":1}");
    }

    @Test
    void afterAMinuteWithoutATaskTheAnswerIsEmpty() {
        service.call("CreateActivity", "{'name': 'pack'}");

        assertThat(poll()).isEmpty();
        assertThat(service.time().now()).isEqualTo("2025-01-01T00:01:00Z");
    }

    @Test
    void failuresOfWorkersAreThoseOfTheTask() {
        String execution = start("");

        service.call(
                "SendTaskFailure",
                "{'taskToken': '%s', 'error': 'Torn', 'cause': 'wet paper'}"
                        .formatted(poll().path("taskToken").asText()));

        JsonNode ended = service.end(execution);
        assertThat(ended.path("error").asText()).isEqualTo("Torn");
        assertThat(ended.path("cause").asText()).isEqualTo("wet paper");
    }

    @Test
    void heartbeatsKeepATaskAlive() throws InterruptedException {
        String execution = start("'HeartbeatSeconds': 10,");
        String token = poll().path("taskToken").asText();
        for (int i = 0; i < 3; i++) {
            service.time().advance(Duration.ofSeconds(8));
            service.call("SendTaskHeartbeat", "{'taskToken': '" + token + "'}");
        }
        service.time().advance(Duration.ofSeconds(10));

        assertThat(service.end(execution).path("stopDate").asLong()).isEqualTo(1735689600 + 34);
        assertRefused("SendTaskHeartbeat", "{'taskToken': '" + token + "'}", "TaskTimedOut");
    }

    @Test
    void aTaskIsAnsweredOnce() {
        service.end(started());
        assertRefused("SendTaskSuccess", "{'taskToken': '" + answered + "', 'output': '1'}", "TaskTimedOut");
    }

    private String answered = "";

    private String started() {
        String execution = start("");
        answered = poll().path("taskToken").asText();
        service.call("SendTaskSuccess", "{'taskToken': '" + answered + "', 'output': '1'}");
        return execution;
    }

    @Test
    void refusesTokensThatWereNeverGiven() {
        assertRefused("SendTaskSuccess", "{'taskToken': 'made up', 'output': '1'}", "InvalidToken");
    }

    @Test
    void refusesOutputThatIsNotJson() {
        start("");
        String token = poll().path("taskToken").asText();

        assertRefused("SendTaskSuccess", "{'taskToken': '" + token + "', 'output': 'one'}", "InvalidOutput");
    }

    @Test
    void deletedActivitiesHaveNoTasks() {
        service.call("CreateActivity", "{'name': 'pack'}");
        service.call("DeleteActivity", "{'activityArn': '" + ACTIVITY + "'}");

        assertRefused("GetActivityTask", "{'activityArn': '" + ACTIVITY + "'}", "ActivityDoesNotExist");
    }

    private void assertRefused(String operation, String members, String code) {
        assertThatThrownBy(() -> service.call(operation, members))
                .isInstanceOfSatisfying(
                        AwsException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
