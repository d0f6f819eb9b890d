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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@StepgateTest
@TestMethodOrder(OrderAnnotation.class)
class SyncWorkflowTest {
    private final Stepgate stepgate;
    private final Machine machine;

    SyncWorkflowTest(Stepgate stepgate) {
        this.stepgate = stepgate;
        this.machine = stepgate.machine("SyncWorkflow");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'a':[1,null]}", "7", "'text'"})
    void returnsItsInputAfterThreeSeconds(String input) {
        WorkflowExecution execution = machine.start(input);

        assertThat(execution)
                .succeededWith(input)
                .passedThroughExactly("Wait for 3 Seconds")
                .lasted(Duration.ofSeconds(3));
    }

    @Test
    void theWebSocketIsAnsweredWhenTheExecutionIsOver() {
        try (WebSocketClient client = stepgate.webSocket()) {
            client.send("{\"name\":\"Jane\"}");

            assertThat(client).received(1).received("{'status':'SUCCEEDED','output':{'name':'Jane'}}");
            assertThat(machine.executions())
                    .singleElement()
                    .satisfies(execution -> assertThat(execution).succeeded().lasted(Duration.ofSeconds(3)));
        }
    }

    @Test
    void aMessageThatIsNotJsonStartsNothing() {
        try (WebSocketClient client = stepgate.webSocket()) {
            client.send("hello");

            assertThat(client).received("{'error':{'code':'BadRequest','message':'The message is not JSON.'}}");
            assertThat(machine.executions()).isEmpty();
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void everyPathHasItsTest() {
        assertThat(machine.coverage()).isComplete();
    }
}
