// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stepgate.test.Machine;
import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateTest;
import dev.stepgate.test.WebSocketClient;
import dev.stepgate.test.WorkflowExecution;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@StepgateTest
@TestMethodOrder(OrderAnnotation.class)
class PushResultTest {
    private static final String WHO = "Who Waits for It?";
    private static final String DESCRIBE = "Describe Execution";
    private static final String WRITE = "Write Message";
    private static final String PUSH = "Push";
    private static final String FORGET = "Forget Connection";

    private final Stepgate stepgate;
    private final Machine machine;

    PushResultTest(Stepgate stepgate) {
        this.stepgate = stepgate;
        this.machine = stepgate.machine("PushResult");
    }

    @Test
    void aRunThatEndsIsPushed() {
        try (WebSocketClient client = stepgate.webSocket()) {
            client.send("{\"action\":\"start\",\"id\":\"one\",\"data\":7}");
            assertThat(client).received(2);

            assertThat(machine.executions())
                    .singleElement()
                    .satisfies(execution -> assertThat(execution)
                            .succeededWith("{'push':'delivered'}")
                            .passedThroughExactly(WHO, WRITE, PUSH));
        }
    }

    @ParameterizedTest
    @CsvSource({"FAILED, WorkflowFailed", "TIMED_OUT, TimedOut", "ABORTED, Aborted"})
    void aRunThatDoesNotSucceedIsPushedAsAnError(String status, String code) {
        machine.mock(PUSH).returns("{}");

        WorkflowExecution execution = machine.start(event(status, "req_id-1"));

        assertThat(execution).succeeded();
        assertThat(execution)
                .task(PUSH)
                .sent()
                .at("/RequestBody")
                .includes("{'id':'id-1','error':{'code':'" + code + "','requestId':'req_id-1'}}");
        assertThat(execution).task(PUSH).sent().at("/Path").is("'/@connections/L0SM9cOFvHcCIhw='");
    }

    @Test
    void aRunWithoutAnIdIsPushedWithoutOne() {
        machine.mock(PUSH).returns("{}");

        assertThat(machine.start(event("FAILED", "req_")))
                .task(PUSH)
                .sent()
                .at("/RequestBody")
                .is("{'error':{'code':'WorkflowFailed','message':'The workflow failed.','requestId':'req_'}}");
    }

    @Test
    void aDisconnectedClientIsForgotten() {
        WorkflowExecution execution = machine.start(event("FAILED", "req_"));

        assertThat(execution).succeededWith("{'push':'nobody there'}").passedThroughExactly(WHO, WRITE, PUSH, FORGET);
        assertThat(execution).task(PUSH).wasAttempted(1);
    }

    @Test
    void aConnectionIsKnownUntilItEnds() {
        try (WebSocketClient client = stepgate.webSocket()) {
            client.send("{}");
            assertThat(client).received(1);
            assertThat(connections()).isEqualTo(1);
        }
        await().until(() -> connections() == 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ApiGateway.429", "ApiGateway.500", "ApiGateway.503"})
    void aBusyApiIsAskedFiveTimesMore(String error) {
        machine.mock(PUSH).fails(error, "busy").times(5).then().returns("{}");

        assertThat(machine.start(event("FAILED", "req_")))
                .succeededWith("{'push':'delivered'}")
                .lasted(Duration.ofSeconds(31))
                .task(PUSH)
                .wasAttempted(6);
    }

    @Test
    void anApiThatStaysBusyFailsTheExecution() {
        machine.mock(PUSH).fails("ApiGateway.500", "busy");

        assertThat(machine.start(event("FAILED", "req_"))).failedWith("ApiGateway.500", "busy");
    }

    @Test
    void anOutputThatIsTooLongForAMessageIsReplacedByANote() {
        machine.mock(PUSH).fails("ApiGateway.413", "too large").times(1).then().returns("{}");

        WorkflowExecution execution = machine.start(event("SUCCEEDED", "req_one"));

        assertThat(execution).passedThroughExactly(WHO, WRITE, PUSH, "Push Size", PUSH);
        assertThat(execution)
                .task(PUSH)
                .sent()
                .at("/RequestBody")
                .includes("{'id':'one','error':{'code':'PayloadTooLarge'}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'input':null,'output':null"})
    void outputThatTheEventLeavesOutIsLookedUp(String leftOut) {
        machine.mock(DESCRIBE).returns("""
                        {"ExecutionArn":"arn","StateMachineArn":"arn","Status":"SUCCEEDED","StartDate":"2026-11-27T12:00:00Z",
                         "Input":"{\\"connectionId\\":\\"L0SM9cOFvHcCIhw=\\"}","Output":"[1]"}""");
        machine.mock(PUSH).returns("{}");

        WorkflowExecution execution =
                machine.start("{'detail':{'executionArn':'arn','name':'req_one','status':'SUCCEEDED'" + leftOut + "}}");

        assertThat(execution).succeeded().passedThroughExactly(WHO, DESCRIBE, WHO, WRITE, PUSH);
        assertThat(execution).task(PUSH).sent().at("/RequestBody").is("{'id':'one','status':'SUCCEEDED','output':[1]}");
    }

    @Test
    void aRunThatNoClientHasStartedIsNotPushed() {
        WorkflowExecution execution = machine.start(
                "{'detail':{'executionArn':'arn','name':'by-hand','status':'SUCCEEDED','input':'{}','output':'{}'}}");

        assertThat(execution).succeededWith("{'push':'nobody waits'}").passedThroughExactly(WHO, "Nobody");
    }

    @Test
    void aFailedLookupIsRetriedThreeTimes() {
        machine.mock(DESCRIBE).fails("Sfn.ExecutionDoesNotExistException", "no");

        assertThat(machine.start("{'detail':{'executionArn':'arn','name':'req_one','status':'SUCCEEDED'}}"))
                .failedWith("Sfn.ExecutionDoesNotExistException", "no")
                .task(DESCRIBE)
                .wasAttempted(4);
    }

    @Test
    void aTableThatIsBusyIsAskedAgain() {
        machine.mock(FORGET)
                .fails("DynamoDB.ThrottlingException", "busy")
                .times(3)
                .then()
                .returns("{}");

        assertThat(machine.start(event("FAILED", "req_")))
                .succeeded()
                .task(FORGET)
                .wasAttempted(4);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyPathHasItsTest() {
        assertThat(machine.coverage()).isComplete();
    }

    private int connections() {
        return stepgate.call("dynamodb", "Scan", Stepgate.json("{'TableName':'stepgate-Connections'}"))
                .path("Count")
                .asInt();
    }

    private static String event(String status, String name) {
        return """
                {"detail":{"executionArn":"arn","name":"%s","status":"%s","output":%s,
                           "input":"{\\"connectionId\\":\\"L0SM9cOFvHcCIhw=\\",\\"message\\":{}}"}}
                """.formatted(name, status, status.equals("SUCCEEDED") ? "\"{}\"" : "null");
    }
}
