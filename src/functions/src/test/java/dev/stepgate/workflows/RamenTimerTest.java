// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.test.Machine;
import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateTest;
import dev.stepgate.test.WorkflowExecution;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@StepgateTest
@TestMethodOrder(OrderAnnotation.class)
class RamenTimerTest {
    private static final String TASK = "async-api-task";

    private final Stepgate stepgate;
    private final Machine machine;

    RamenTimerTest(Stepgate stepgate) {
        this.stepgate = stepgate;
        this.machine = stepgate.machine("RamenTimer");
    }

    @Test
    void boilsForThirtySecondsWhateverTheInput() {
        WorkflowExecution execution = machine.start("{'noodles':'thin'}");

        assertThat(execution)
                .succeededWith("{'message':\"The ramen is boiled. If you don't eat it quickly, it will grow.\"}")
                .passedThroughExactly(TASK)
                .lasted(Duration.ofSeconds(30));
        assertThat(execution).task(TASK).wasSent("{'timer':30}").wasAttempted(1);
    }

    @Test
    void theRequestIsAnsweredLongBefore() {
        stepgate.time().pause();

        assertThat(stepgate.rest().post("/ramen/start-execution", "{}").status())
                .isEqualTo(200);
        assertThat(machine.executions())
                .singleElement()
                .satisfies(execution -> assertThat(execution).isWaitingIn(TASK).lasted(Duration.ZERO));
        stepgate.time().advance(Duration.ofSeconds(30));
        assertThat(machine.executions())
                .singleElement()
                .satisfies(execution -> assertThat(execution).succeeded());
    }

    @Test
    void aServiceErrorIsRetriedThreeTimes() {
        machine.mock(TASK)
                .fails("Lambda.ServiceException", "busy")
                .times(3)
                .then()
                .callsThrough();

        WorkflowExecution execution = machine.start("{}");

        assertThat(execution).succeeded().lasted(Duration.ofSeconds(37));
        assertThat(execution)
                .task(TASK)
                .wasRetriedAfter(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void executionsOverTheConcurrencyLimitWait() {
        machine.mock(TASK)
                .fails("Lambda.TooManyRequestsException", "all pots are taken")
                .times(12)
                .then()
                .callsThrough();

        assertThat(machine.start("{}")).succeeded().task(TASK).wasAttempted(13);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException"})
    void aServiceErrorThatStaysFailsTheExecution(String error) {
        machine.mock(TASK).fails(error, "busy");

        assertThat(machine.start("{}")).failedWith(error, "busy").task(TASK).wasAttempted(4);
    }

    @Test
    void anotherErrorIsNotRetried() {
        machine.mock(TASK).fails("Burnt", "too hot");

        assertThat(machine.start("{}"))
                .failedWith("Burnt", "too hot")
                .task(TASK)
                .wasAttempted(1);
    }

    @Test
    void aFunctionThatHangsFailsTheExecutionAfterFifteenMinutes() {
        machine.mock(TASK).timesOut();

        WorkflowExecution execution = machine.start("{}");

        assertThat(execution).failedWith("States.Timeout").lasted(Duration.ofMinutes(15));
        assertThat(execution).hasEvents("LambdaFunctionTimedOut").task(TASK).wasAttempted(1);
    }

    @Test
    void anHourIsTheMost() {
        machine.mock(TASK).failsAfter(Duration.ofSeconds(899), "Lambda.ServiceException", "busy");

        assertThat(machine.start("{}")).timedOut().lasted(Duration.ofHours(1));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyPathHasItsTest() {
        assertThat(machine.coverage()).isComplete();
    }
}
