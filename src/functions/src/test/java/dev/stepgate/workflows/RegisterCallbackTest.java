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

@StepgateTest
@TestMethodOrder(OrderAnnotation.class)
class RegisterCallbackTest {
    private static final String REGISTER = "Register Callback";
    private static final String SEND = "Send Request";
    private static final String GIVE_UP = "Give Up";

    private final Stepgate stepgate;
    private final Machine machine;
    private WaitingCaller caller;

    RegisterCallbackTest(Stepgate stepgate) {
        this.stepgate = stepgate;
        this.machine = stepgate.machine("RegisterCallback");
    }

    @BeforeEach
    void startCaller() {
        caller = WaitingCaller.start(
                stepgate, "Invoke Async API & Wait For HTTP CallBack", "{'waitTime':0,'callback':'http'}");
    }

    @Test
    void theApiIsAskedWithAnIdAndNotWithTheToken() {
        stepgate.machine("ExternalApiSimulator").mock("Callback over HTTP").returnsPayload("{}");

        WorkflowExecution execution = start();

        assertThat(execution).succeededWith("{'request':'sent'}").passedThroughExactly(REGISTER, SEND);
        assertThat(execution).task(REGISTER).sent().at("/Item/state").is("{'S':'WAITING'}");
        assertThat(execution).task(REGISTER).sent().at("/Item/taskToken/S").is("'" + caller.token() + "'");
        String name = execution.arn().substring(execution.arn().lastIndexOf(':') + 1);
        assertThat(execution)
                .task(SEND)
                .sent()
                .at("/MessageBody")
                .is("{'callbackId':'" + name + "','payload':{'waitTime':0}}");
        assertThat(execution).task(REGISTER).sent().at("/Item/id/S").is("'" + name + "'");
        // the tests' clock begins in 2025, and the row stays until a week after the timeout
        assertThat(execution).task(REGISTER).sent().at("/Item/expiresAt/N").is("'1736294700'");
    }

    @Test
    void aBusyTableAndQueueAreRetriedThreeTimes() {
        machine.mock(REGISTER)
                .fails("DynamoDB.ThrottlingException", "busy")
                .times(3)
                .then()
                .returns("{}");
        machine.mock(SEND)
                .fails("SQS.ServiceUnavailableException", "busy")
                .times(3)
                .then()
                .returns("{}");

        WorkflowExecution execution = start();
        stepgate.time().advance(Duration.ofSeconds(14));

        assertThat(execution).succeeded();
        assertThat(execution).task(REGISTER).wasAttempted(4);
        assertThat(execution).task(SEND).wasAttempted(4);
    }

    @Test
    void anExistingIdIsNotUsedAgain() {
        machine.mock(REGISTER).fails("DynamoDB.ConditionalCheckFailedException", "there");

        WorkflowExecution execution = start();

        assertThat(execution).failedWith("RequestNotSent");
        assertThat(execution).task(REGISTER).wasAttempted(1);
    }

    @Test
    void aRequestThatCannotBeRegisteredFailsTheTask() {
        machine.mock(REGISTER).fails("DynamoDB.ResourceNotFoundException", "gone");

        WorkflowExecution execution = start();
        stepgate.time().advance(Duration.ofSeconds(7));

        assertThat(execution)
                .failedWith("RequestNotSent", "The request to the API could not be registered or sent.")
                .passedThroughExactly(REGISTER, GIVE_UP, "Request Not Sent");
        assertThat(caller.execution()).failedWith("RequestNotSent");
    }

    @Test
    void aRequestThatCannotBeSentFailsTheTask() {
        machine.mock(SEND).fails("SQS.QueueDoesNotExistException", "gone");

        WorkflowExecution execution = start();
        stepgate.time().advance(Duration.ofSeconds(7));

        assertThat(execution).failedWith("RequestNotSent").passedThrough(SEND, GIVE_UP);
        assertThat(caller.execution()).failedWith("RequestNotSent");
    }

    @Test
    void aTaskThatCannotBeFailedIsTriedThreeTimesMore() {
        machine.mock(REGISTER).fails("DynamoDB.ConditionalCheckFailedException", "there");
        machine.mock(GIVE_UP).fails("Sfn.TaskTimedOutException", "gone");

        WorkflowExecution execution = start();
        stepgate.time().advance(Duration.ofSeconds(7));

        assertThat(execution)
                .failedWith("Sfn.TaskTimedOutException")
                .task(GIVE_UP)
                .wasAttempted(4);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyPathHasItsTest() {
        assertThat(machine.coverage()).isComplete();
    }

    private WorkflowExecution start() {
        return machine.start("{'taskToken':'" + caller.token() + "','payload':{'waitTime':0}}");
    }
}
