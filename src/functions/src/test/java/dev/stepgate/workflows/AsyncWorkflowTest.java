// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflows;

import static org.assertj.core.api.Assertions.assertThat;

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

@StepgateTest
@TestMethodOrder(OrderAnnotation.class)
class AsyncWorkflowTest {
    private final Stepgate stepgate;
    private final Machine machine;

    AsyncWorkflowTest(Stepgate stepgate) {
        this.stepgate = stepgate;
        this.machine = stepgate.machine("AsyncWorkflow");
    }

    @Test
    void givesTheDataBackAfterFiveSeconds() {
        WorkflowExecution execution = machine.start("{'message':{'data':[1,{'a':null}]}}");

        assertThat(execution)
                .succeededWith("[1,{'a':null}]")
                .passedThroughExactly("Wait for 5 Seconds")
                .lasted(Duration.ofSeconds(5));
    }

    @Test
    void waitsAsLongAsItIsTold() {
        assertThat(machine.start("{'message':{'seconds':2}}"))
                .succeededWith("null")
                .lasted(Duration.ofSeconds(2));
    }

    @Test
    void aClientIsAnsweredAtOnceAndAgainAtTheEndOfTheRun() {
        try (WebSocketClient client = stepgate.webSocket()) {
            client.send("{\"action\":\"start\",\"id\":\"one\",\"data\":{\"name\":\"it's Jane\"}}");

            assertThat(client)
                    .received(2)
                    .received("{'id':'one','status':'RUNNING'}")
                    .received("{'id':'one','status':'SUCCEEDED','output':{'name':\"it's Jane\"}}");
        }
    }

    @Test
    void severalRunsAreDistinguishedByTheClientsIds() {
        try (WebSocketClient client = stepgate.webSocket()) {
            client.send("{\"action\":\"start\",\"id\":\"slow\",\"seconds\":9,\"data\":1}");
            client.send("{\"action\":\"start\",\"id\":\"fast\",\"seconds\":1,\"data\":2}");

            assertThat(client)
                    .received(4)
                    .received("{'id':'slow','status':'SUCCEEDED','output':1}")
                    .received("{'id':'fast','status':'SUCCEEDED','output':2}");
        }
    }

    @Test
    void aFailedRunIsReportedToo() {
        try (WebSocketClient client = stepgate.webSocket()) {
            client.send("{\"action\":\"start\",\"id\":\"bad\",\"seconds\":\"x\"}");

            assertThat(client).received(2).received("{'id':'bad','error':{'code':'WorkflowFailed'}}");
        }
    }

    @Test
    void aRunThatTakesTooLongIsReportedToo() {
        try (WebSocketClient client = stepgate.webSocket()) {
            client.send("{\"action\":\"start\",\"seconds\":541}");

            assertThat(client).received(2).received("{'error':{'code':'TimedOut'}}");
        }
    }

    @Test
    void aMessageCannotNameAnotherConnection() {
        try (WebSocketClient client = stepgate.webSocket();
                WebSocketClient other = stepgate.webSocket()) {
            client.send("{\"action\":\"start\",\"connectionId\":\"x\",\"data\":{\"connectionId\":\"y\"}}");

            assertThat(client).received(2).received("{'status':'SUCCEEDED','output':{'connectionId':'y'}}");
            assertThat(other).received(0);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyPathHasItsTest() {
        assertThat(machine.coverage()).isComplete();
    }
}
