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
class WorkflowTest {
    private static final String PARALLEL = "Parallel State";

    private final Machine machine;

    WorkflowTest(Stepgate stepgate) {
        this.machine = stepgate.machine("Workflow");
    }

    @Test
    void waitsInBothBranchesAtOnceAndEnds() {
        WorkflowExecution execution = machine.start("{'any':'thing'}");

        assertThat(execution)
                .succeededWith("{'function':'end'}")
                .passedThrough("Start", PARALLEL, "End")
                .didNotPassThrough("Wait Failed")
                .lasted(Duration.ofSeconds(3));
        assertThat(execution).branch(PARALLEL, 0).passedThroughExactly("Wait3000");
        assertThat(execution)
                .branch(PARALLEL, 1)
                .passedThroughExactly("Wait500")
                .state("Wait500")
                .lasted(Duration.ofMillis(500));
        assertThat(execution).task("Start").wasSentIncluding("{'input':{'any':'thing'}}");
        assertThat(execution).task("End").wasSent("[{'function':'wait3000'},{'function':'wait500'}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Start", "Wait3000", "Wait500", "End"})
    void aServiceErrorIsRetriedThreeTimes(String state) {
        machine.mock(state)
                .fails("Lambda.AWSLambdaException", "busy")
                .times(3)
                .then()
                .callsThrough();

        WorkflowExecution execution = machine.start("{}");

        assertThat(execution).succeededWith("{'function':'end'}");
        assertThat(execution)
                .task(state)
                .wasRetriedAfter(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Start", "End"})
    void aServiceErrorThatStaysFailsTheExecution(String state) {
        machine.mock(state).fails("Lambda.TooManyRequestsException", "busy");

        assertThat(machine.start("{}"))
                .failedWith("Lambda.TooManyRequestsException", "busy")
                .task(state)
                .wasAttempted(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Wait3000", "Wait500"})
    void aBranchThatFailsEndsTheOtherAndTheExecution(String state) {
        machine.mock(state).fails("Restless", "cannot wait");

        WorkflowExecution execution = machine.start("{}");

        assertThat(execution)
                .failedWith("Restless", "cannot wait")
                .passedThrough(PARALLEL, "Wait Failed")
                .didNotPassThrough("End")
                .hasEvents("TaskStateAborted", "ParallelStateFailed", "ExecutionFailed")
                .lasted(Duration.ZERO);
        assertThat(execution).state("Wait Failed").hasInput("{'Error':'Restless','Cause':'cannot wait'}");
    }

    @Test
    void aBranchThatHangsFailsTheExecutionAfterTwentySeconds() {
        machine.mock("Wait3000").timesOut();

        WorkflowExecution execution = machine.start("{}");

        assertThat(execution)
                .failedWith("States.Timeout")
                .passedThrough(PARALLEL, "Wait Failed")
                .lasted(Duration.ofSeconds(20));
        assertThat(execution).task("Wait500").succeeded();
    }

    @Test
    void twoMinutesAreTheMost() {
        machine.mock("Start")
                .failsAfter(Duration.ofSeconds(19), "Lambda.ServiceException", "busy")
                .times(3)
                .then()
                .callsThrough();
        machine.mock("Wait500").failsAfter(Duration.ofSeconds(19), "Lambda.ServiceException", "busy");

        assertThat(machine.start("{}")).timedOut().lasted(Duration.ofMinutes(2));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyPathHasItsTest() {
        assertThat(machine.coverage()).isComplete();
    }
}
