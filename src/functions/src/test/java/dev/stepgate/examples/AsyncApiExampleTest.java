// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.test.Machine;
import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateTest;
import dev.stepgate.test.TaskMock;
import dev.stepgate.test.WorkflowExecution;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// `POST /async`: a workflow sends a task token through a queue and waits for a callback; the outcome is
/// reported to a topic.
///
/// Shows several services together, a function's log and a topic's messages, and a callback that the test
/// makes itself.
@StepgateTest
class AsyncApiExampleTest {
    private static final String CALLBACK = "Invoke Async API & Wait For CallBack";

    private final Stepgate stepgate;
    private final Machine machine;

    AsyncApiExampleTest(Stepgate stepgate) {
        this.stepgate = stepgate;
        this.machine = stepgate.machine("AsyncApiCallback");
    }

    /// Uses the template's own queue, functions, topic and callback.
    @Test
    void theWholeSystemTogether() {
        WorkflowExecution execution = machine.start("{'waitTime':3,'status':'success'}");

        assertThat(execution).succeededWith("{'status':200,'payload':{'body':'sample success message'}}");
        assertThat(stepgate.log("ResponseLoggerFunction")).anyMatch(line -> line.contains("API Executed Successfully"));
    }

    @Test
    void theTestCallsBack() {
        TaskMock api = machine.mock(CALLBACK).awaitsCallback();

        WorkflowExecution execution = machine.start("{'waitTime':3,'status':'success'}");
        api.token().succeed("{'status':200,'by':'hand'}");

        assertThat(execution).succeededWith("{'status':200,'by':'hand'}");
    }

    @Test
    void anApiThatNeverCallsBackIsGivenUpAfterFiveMinutes() {
        machine.mock(CALLBACK).timesOut();

        WorkflowExecution execution = machine.start("{'waitTime':3,'status':'success'}");

        assertThat(execution)
                .failedWith("States.Timeout")
                .lasted(Duration.ofMinutes(5))
                .passedThrough(CALLBACK, "SNS Publish - Send Error Notification", "API Failed");
        assertThat(stepgate.topic("ResponseTopic")).published("{'status':500,'error':'States.Timeout'}");
    }
}
