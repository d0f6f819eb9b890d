// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static dev.stepgate.test.Stepgate.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@StepgateTest
class ResetTest {
    private static final Instant BEGINNING = Instant.parse("2025-01-01T00:00:00Z");

    private final Stepgate stepgate;
    private final TestTime time;

    ResetTest(Stepgate stepgate) {
        this.stepgate = stepgate;
        this.time = stepgate.time();
    }

    @Test
    void theSameCallsHaveTheSameHistory() {
        List<ObjectNode> first = runCallback();

        stepgate.reset();

        assertThat(runCallback()).isEqualTo(first);
    }

    @Test
    void nothingHasHappened() {
        runCallback();
        URI api = stepgate.rest().base();

        stepgate.reset();

        assertThat(time.now()).isEqualTo(BEGINNING);
        assertThat(stepgate.machine("AsyncApiCallback").executions()).isEmpty();
        assertThat(stepgate.log("CallbackSimulatorFunction")).isEmpty();
        assertThat(stepgate.rest().base()).isEqualTo(api);
        assertThat(stepgate.call(
                                "states",
                                "ListExecutions",
                                json("{'stateMachineArn':'"
                                        + stepgate.machine("AsyncApiCallback").arn() + "'}"))
                        .path("executions"))
                .isEmpty();
    }

    @Test
    void runningExecutionsAreEnded() {
        time.pause();
        WorkflowExecution waiting = stepgate.machine("AsyncApiCallback").start("{'waitTime':3,'status':'success'}");

        stepgate.reset();
        time.advance(Duration.ofDays(2));

        assertThat(stepgate.machine("AsyncApiCallback").executions()).isEmpty();
        assertThat(waiting.history())
                .noneMatch(event -> event.path("type").asText().equals("ExecutionSucceeded"));
    }

    @Test
    void anOpenWebSocketIsClosed() {
        try (WebSocketClient before = stepgate.webSocket()) {
            stepgate.reset();

            assertThat(before.awaitClose().code()).isEqualTo(1006);
        }
    }

    @Test
    void timeContinuesAfterARestart() {
        runCallback();
        Instant now = time.now();
        URI api = stepgate.rest().base();

        stepgate.restart();

        assertThat(time.now()).isEqualTo(now);
        assertThat(stepgate.rest().base()).isEqualTo(api);
        assertThat(stepgate.machine("AsyncApiCallback").executions()).isEmpty();
        assertThat(runCallback()).isNotEmpty();
    }

    private List<ObjectNode> runCallback() {
        WorkflowExecution execution = stepgate.machine("AsyncApiCallback").start("{'waitTime':3,'status':'success'}");
        assertThat(execution).succeededWith("{'status':200,'payload':{'body':'sample success message'}}");
        return execution.history();
    }
}
