// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.test.RestAnswer;
import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateTest;
import dev.stepgate.test.TaskMock;
import dev.stepgate.test.WorkflowExecution;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Runs template.yaml as it is deployed, in this JVM. Days of waiting take milliseconds.
@StepgateTest
class OrderWorkflowTest {
    private final Stepgate stepgate;

    OrderWorkflowTest(Stepgate stepgate) {
        this.stepgate = stepgate;
    }

    @Test
    void aSmallOrderIsShippedAfterAMinute() {
        WorkflowExecution execution = order("{'item':'pen','quantity':3}");

        assertThat(execution)
                .succeededWith("{'shipped':'pen','total':6}")
                .passedThrough("Price", "Change of mind", "Ship")
                .lasted(Duration.ofMinutes(1));
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

        WorkflowExecution execution = order("{'item':'pen','quantity':3}");

        assertThat(execution).succeeded();
        assertThat(execution).task("Price").wasRetriedAfter(Duration.ofSeconds(2), Duration.ofSeconds(4));
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

        assertThat(execution)
                .failedWith("OrderRefused", "Not shipped: States.Timeout")
                .lasted(Duration.ofDays(1));
    }

    @Test
    void anUnknownItemIsRefused() {
        assertThat(order("{'item':'sofa','quantity':1}"))
                .failedWith("OrderRefused", "Not shipped: com.example.orders.UnknownItemException")
                .didNotPassThrough("Large?");
    }

    /// Places an order through the API, as a customer does.
    private WorkflowExecution order(String json) {
        RestAnswer answer = stepgate.rest().post("/orders", Stepgate.json(json).toString());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return stepgate.machine("OrderWorkflow").executions().getLast();
    }
}
