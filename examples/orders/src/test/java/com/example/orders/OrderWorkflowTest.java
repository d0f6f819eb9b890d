// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.test.RestAnswer;
import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateTest;
import dev.stepgate.test.TaskMock;
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
    void aBusyFunctionIsAskedAgain() {
        stepgate.machine("OrderWorkflow")
                .mock("Price")
                .fails("Lambda.TooManyRequestsException", "Rate Exceeded.")
                .times(2)
                .then()
                .callsThrough();

        assertThat(order("{'item':'pen','quantity':3}")).succeededWith("{'shipped':'pen','total':6}");
    }

    @Test
    void aLargeOrderIsShippedOnceItIsApproved() {
        TaskMock approval = stepgate.machine("OrderWorkflow").mock("Approve").awaitsCallback();

        WorkflowExecution execution = order("{'item':'desk','quantity':3}");
        approval.token().succeed("{}");

        assertThat(execution).succeededWith("{'shipped':'desk','total':1200}");
    }

    @Test
    void aLargeOrderThatNobodyApprovesIsRefusedAfterADay() {
        WorkflowExecution execution = order("{'item':'desk','quantity':3}");

        assertThat(cause(execution)).isEqualTo("Not shipped: States.Timeout");
        assertThat(stepgate.time().now()).isAfterOrEqualTo(start.plus(Duration.ofDays(1)));
    }

    @Test
    void anUnknownItemIsRefused() {
        assertThat(cause(order("{'item':'sofa','quantity':1}")))
                .isEqualTo("Not shipped: com.example.orders.UnknownItemException");
    }

    /// Through the API, as a customer does.
    private WorkflowExecution order(String json) {
        RestAnswer answer = stepgate.rest().post("/orders", Stepgate.json(json).toString());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return stepgate.machine("OrderWorkflow").executions().getLast();
    }

    private String cause(WorkflowExecution execution) {
        stepgate.time().awaitIdle();
        return execution
                .history()
                .getLast()
                .at("/executionFailedEventDetails/cause")
                .asText();
    }
}
