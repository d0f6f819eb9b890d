// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.test.RestAnswer;
import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateTest;
import dev.stepgate.test.WorkflowExecution;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// template.yaml as it is deployed, in this JVM. Days of waiting take milliseconds.
@StepgateTest
class OrderWorkflowTest {
    private final Stepgate stepgate;
    private Instant start;

    OrderWorkflowTest(Stepgate stepgate) {
        this.stepgate = stepgate;
    }

    @BeforeEach
    void start() {
        start = stepgate.time().now();
    }

    @Test
    void aSmallOrderIsShippedAfterAMinute() {
        WorkflowExecution execution = order("{'item':'pen','quantity':3}");

        assertThat(execution).succeededWith("{'shipped':'pen','total':6}");
        assertThat(stepgate.time().now()).isAfterOrEqualTo(start.plus(Duration.ofMinutes(1)));
        assertThat(stepgate.log("ShipFunction")).contains("shipping 3 pen");
    }

    @Test
    void aLargeOrderIsShippedOnceItIsApproved() {
        stepgate.time().pause();
        WorkflowExecution execution = order("{'item':'desk','quantity':3}");
        stepgate.time().awaitIdle();

        stepgate.call("states", "SendTaskSuccess", Stepgate.json("{'taskToken':'" + token() + "','output':'{}'}"));
        stepgate.time().resume();

        assertThat(execution).succeededWith("{'shipped':'desk','total':1200}");
    }

    @Test
    void aLargeOrderThatNobodyApprovesIsRefusedAfterADay() {
        WorkflowExecution execution = order("{'item':'desk','quantity':3}");

        assertThat(execution).failedWith("OrderRefused", "Not shipped: States.Timeout");
        assertThat(stepgate.time().now()).isAfterOrEqualTo(start.plus(Duration.ofDays(1)));
    }

    @Test
    void anUnknownItemIsRefused() {
        assertThat(order("{'item':'sofa','quantity':1}"))
                .failedWith("OrderRefused", "Not shipped: com.example.orders.UnknownItemException");
    }

    /// Through the API, as a customer does.
    private WorkflowExecution order(String json) {
        RestAnswer answer = stepgate.rest().post("/orders", Stepgate.json(json).toString());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return stepgate.machine("OrderWorkflow").executions().getLast();
    }

    /// The task token in the message that asks for an approval.
    private String token() {
        String queue = stepgate.call("sqs", "GetQueueUrl", Stepgate.json("{'QueueName':'ApprovalQueue'}"))
                .path("QueueUrl")
                .asText();
        String body = stepgate.call("sqs", "ReceiveMessage", Stepgate.json("{'QueueUrl':'" + queue + "'}"))
                .at("/Messages/0/Body")
                .asText();
        return Stepgate.json(body).path("token").asText();
    }
}
