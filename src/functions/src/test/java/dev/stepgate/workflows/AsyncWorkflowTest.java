// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
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
import org.junit.jupiter.params.provider.ValueSource;

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
            startByHand("req_bad", Stepgate.json("{'message':{'seconds':'x'},'connectionId':'" + connection() + "'}"));

            assertThat(client).received(1).received("{'id':'bad','error':{'code':'WorkflowFailed'}}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"x\"", "\"5\"", "\"\"", "-1", "1.5", "1e9", "1000", "1e999999999", "null", "true", "[1]", "{}"
            })
    void secondsThatAreNotAWholeNumberAreRefusedAtOnce(String seconds) {
        try (WebSocketClient client = stepgate.webSocket()) {
            client.send("{\"action\":\"start\",\"id\":\"bad-1\",\"seconds\":" + seconds + "}");
            client.send("{\"action\":\"start\",\"seconds\":" + seconds + "}");

            assertThat(client)
                    .received(2)
                    .received("{'id':'bad-1','error':{'code':'BadRequest',"
                            + "'message':'seconds is to be a whole number from 0 to 999.'}}");
            assertThat(machine.executions()).isEmpty();
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

    private void startByHand(String name, JsonNode input) {
        ObjectNode request = Json.mapper().createObjectNode().put("name", name).put("input", Json.write(input));
        request.put("stateMachineArn", "arn:aws:states:us-east-1:123456789012:stateMachine:stepgate-AsyncWorkflow");
        stepgate.call("states", "StartExecution", request);
    }

    private String connection() {
        return stepgate.call("dynamodb", "Scan", Stepgate.json("{'TableName':'stepgate-Connections'}"))
                .at("/Items/0/connectionId/S")
                .asText();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyPathHasItsTest() {
        assertThat(machine.coverage()).isComplete();
    }
}
