// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.test.Machine;
import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateTest;
import dev.stepgate.test.WorkflowExecution;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@StepgateTest
@TestMethodOrder(OrderAnnotation.class)
class ExternalApiSimulatorTest {
    private static final String WAIT = "Wait -  Simulate External Processing Time";
    private static final String HOW = "How to Call Back?";
    private static final String CALLBACK = "Callback the System";
    private static final String HTTP = "Callback over HTTP";

    private final Stepgate stepgate;
    private final Machine machine;
    private WaitingCaller caller;

    ExternalApiSimulatorTest(Stepgate stepgate) {
        this.stepgate = stepgate;
        this.machine = stepgate.machine("ExternalApiSimulator");
    }

    @BeforeEach
    void startCaller() {
        caller = WaitingCaller.start(stepgate, "Invoke Async API & Wait For CallBack", "{'waitTime':0}");
    }

    @Test
    void waitsAsLongAsItIsToldAndCallsBack() {
        WorkflowExecution execution = start(caller.token(), 7, "success");
        stepgate.time().advance(Duration.ofSeconds(7));

        assertThat(execution)
                .succeededWith("{'callback':'delivered'}")
                .passedThroughExactly(WAIT, HOW, CALLBACK)
                .lasted(Duration.ofSeconds(7));
        assertThat(execution)
                .task(CALLBACK)
                .wasAttempted(1)
                .sent()
                .at("/Payload/payload")
                .is("{'waitTime':7,'status':'success'}");
        assertThat(caller.execution()).succeededWith("{'status':200,'payload':{'body':'sample success message'}}");
    }

    @Test
    void callsBackWithAFailure() {
        assertThat(start(caller.token(), 0, "failure")).succeededWith("{'callback':'delivered'}");

        assertThat(caller.execution()).failedWith("sample error message", "sample error message");
    }

    @Test
    void aSecondCallbackComesTooLate() {
        String token = caller.token();
        assertThat(start(token, 0, "success")).succeededWith("{'callback':'delivered'}");

        assertThat(start(token, 0, "failure")).succeededWith("{'callback':'too late'}");
        assertThat(caller.execution()).succeeded();
    }

    @Test
    void anInvalidTokenFailsTheExecutionAtOnce() {
        WorkflowExecution execution = start("nonsense", 0, "success");

        assertThat(execution).failedWith("software.amazon.awssdk.services.sfn.model.InvalidTokenException");
        assertThat(execution).task(CALLBACK).wasAttempted(1);
    }

    @Test
    void aServiceErrorIsRetriedSixTimes() {
        String token = caller.token();
        machine.mock(CALLBACK)
                .fails("Lambda.SdkClientException", "busy")
                .times(6)
                .then()
                .callsThrough();

        WorkflowExecution execution = start(token, 0, "success");
        stepgate.time().advance(Duration.ofSeconds(126));

        assertThat(execution).succeededWith("{'callback':'delivered'}").lasted(Duration.ofSeconds(126));
        assertThat(execution)
                .task(CALLBACK)
                .wasRetriedAfter(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(16),
                        Duration.ofSeconds(32),
                        Duration.ofSeconds(64));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Lambda.ServiceException",
                "Lambda.AWSLambdaException",
                "Lambda.SdkClientException",
                "Lambda.TooManyRequestsException"
            })
    void aServiceErrorThatStaysFailsTheExecution(String error) {
        machine.mock(CALLBACK).fails(error, "busy");

        WorkflowExecution execution = start(caller.token(), 0, "success");
        stepgate.time().advance(Duration.ofSeconds(126));

        assertThat(execution).failedWith(error, "busy").task(CALLBACK).wasAttempted(7);
    }

    @Test
    void aCallbackThatHangsFailsTheExecutionAfterThirtySeconds() {
        machine.mock(CALLBACK).timesOut();

        WorkflowExecution execution = start(caller.token(), 0, "success");
        stepgate.time().advance(Duration.ofSeconds(30));

        assertThat(execution).failedWith("States.Timeout").lasted(Duration.ofSeconds(30));
        assertThat(execution).task(CALLBACK).wasAttempted(1);
    }

    @Test
    void anIdIsCalledBackOverHttpAndTheTokenIsNotKnownHere() {
        machine.mock(HTTP).returnsPayload("{'callback':'delivered'}");

        WorkflowExecution execution = startHttp();

        assertThat(execution).succeededWith("{'callback':'delivered'}").passedThroughExactly(WAIT, HOW, HTTP);
        assertThat(execution).task(HTTP).sent().at("/Payload/callbackId").is("'of-nobody'");
    }

    @Test
    void aCallbackThatTheEndpointRefusesIsTriedThreeTimesMore() {
        WorkflowExecution execution = startHttp();
        stepgate.time().advance(Duration.ofSeconds(14));

        assertThat(execution)
                .failedWith("java.lang.IllegalStateException")
                .task(HTTP)
                .wasAttempted(4);
    }

    @Test
    void aServiceErrorIsRetriedSixTimesOverHttpToo() {
        machine.mock(HTTP)
                .fails("Lambda.ServiceException", "busy")
                .times(6)
                .then()
                .returnsPayload("{'callback':'delivered'}");

        WorkflowExecution execution = startHttp();
        stepgate.time().advance(Duration.ofSeconds(126));

        assertThat(execution).succeeded().task(HTTP).wasAttempted(7);
    }

    private WorkflowExecution startHttp() {
        return machine.start("{'callbackId':'of-nobody','payload':{'waitTime':0,'status':'success'}}");
    }

    @Test
    void aRequestWithoutAWaitTimeFails() {
        assertThat(machine.start("{'taskToken':'t','payload':{}}"))
                .failedWith("States.Runtime")
                .passedThroughExactly(WAIT);
    }

    @Test
    void aDayAndAnHourAreTheMost() {
        WorkflowExecution execution = start(caller.token(), 90_001, "success");
        stepgate.time().advance(Duration.ofSeconds(90_001));

        assertThat(execution).timedOut().lasted(Duration.ofHours(25));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyPathHasItsTest() {
        assertThat(machine.coverage()).isComplete();
    }

    private WorkflowExecution start(String token, int waitTime, String status) {
        return machine.start(
                "{'taskToken':'%s','payload':{'waitTime':%d,'status':'%s'}}".formatted(token, waitTime, status));
    }
}
