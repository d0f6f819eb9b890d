// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ActivitiesTest {
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:activity:work";
    private static final Optional<String> WORKER = Optional.of("worker");

    private final VirtualTime time = new VirtualTime(Instant.parse("2025-03-01T12:00:00Z"));
    private final Interpreter interpreter =
            new Interpreter(time, new ScriptedTasks(time, Json.parse("{}")), ExecutionIds.seeded(1));

    @BeforeEach
    void createActivity() {
        time.pause();
        interpreter.activities().create(ARN);
    }

    @Test
    void aWaitingTaskIsGivenToTheNextWorker() throws Exception {
        Execution execution = start("");
        time.advance(Duration.ofSeconds(5));

        ActivityTask task = poll(WORKER).get(10, TimeUnit.SECONDS).orElseThrow();
        interpreter.taskSucceeded(task.taskToken(), Json.parse("{\"done\":true}"));

        assertThat(task.input()).isEqualTo(Json.parse("{\"n\":1}"));
        assertThat(outcome(execution)).isEqualTo(new Outcome.Succeeded(Json.parse("{\"done\":true}")));
        assertThat(execution.history().events().stream().map(HistoryEvent::type))
                .containsExactly(
                        "ExecutionStarted",
                        "TaskStateEntered",
                        "ActivityScheduled",
                        "ActivityStarted",
                        "ActivitySucceeded",
                        "TaskStateExited",
                        "ExecutionSucceeded");
        assertThat(execution
                        .history()
                        .events()
                        .get(3)
                        .toJson(HistoryEvent.Data.INCLUDED)
                        .get("activityStartedEventDetails"))
                .isEqualTo(Json.parse("{\"workerName\":\"worker\"}"));
    }

    @Test
    void aWaitingWorkerIsGivenTheNextTask() throws Exception {
        CompletableFuture<Optional<ActivityTask>> first = poll(WORKER);
        CompletableFuture<Optional<ActivityTask>> second = poll(Optional.empty());
        Execution execution = start("");

        ActivityTask task = first.get(10, TimeUnit.SECONDS).orElseThrow();
        interpreter.taskFailed(task.taskToken(), Optional.of("Broken"), Optional.of("why"));

        assertThat(outcome(execution)).isEqualTo(new Outcome.Failed(Optional.of("Broken"), Optional.of("why")));
        assertThat(second).isNotDone();
    }

    @Test
    void aWorkerGetsNothingAfterSixtySeconds() throws Exception {
        CompletableFuture<Optional<ActivityTask>> poll = poll(WORKER);

        time.advance(Duration.ofSeconds(59));
        assertThat(poll).isNotDone();
        time.advance(Duration.ofSeconds(1));

        assertThat(poll.get(10, TimeUnit.SECONDS)).isEmpty();
    }

    @Test
    void aTaskThatIsNoLongerNeededIsNotGivenToAWorker() throws Exception {
        Execution stopped = start("");
        time.advance(Duration.ZERO);
        stopped.stop(Optional.empty(), Optional.empty());
        outcome(stopped);

        assertThat(poll(WORKER)).isNotDone();
    }

    @Test
    void theTimeoutStartsAgainWhenAWorkerTakesTheTask() throws Exception {
        Execution execution = start(",\"TimeoutSeconds\":10");
        time.advance(Duration.ofSeconds(8));
        poll(WORKER).get(10, TimeUnit.SECONDS);

        time.advance(Duration.ofSeconds(9));
        assertThat(execution.outcome().toCompletableFuture()).isNotDone();
        time.advance(Duration.ofSeconds(1));

        assertThat(outcome(execution)).isEqualTo(new Outcome.Failed(Optional.of("States.Timeout"), Optional.empty()));
        assertThat(execution.history().events().get(4).type()).isEqualTo("ActivityTimedOut");
    }

    @Test
    void aTaskForAnActivityThatDoesNotExistFails() throws Exception {
        interpreter.activities().delete(ARN);

        assertThat(outcome(start("")))
                .isEqualTo(new Outcome.Failed(
                        Optional.of("States.Runtime"),
                        Optional.of("An error occurred while executing the state 'A' (entered at the event id #2). The"
                                + " activity " + ARN + " does not exist.")));
    }

    private Execution start(String more) {
        return interpreter.start(Machines.request(
                "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Task\",\"Resource\":\"" + ARN + "\"" + more
                        + ",\"End\":true}}}",
                "{\"n\":1}"));
    }

    private CompletableFuture<Optional<ActivityTask>> poll(Optional<String> worker) {
        return interpreter.activities().poll(ARN, worker).toCompletableFuture();
    }

    private static Outcome outcome(Execution execution) throws Exception {
        return execution.outcome().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
