// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.test.Machine;
import dev.stepgate.test.RestAnswer;
import dev.stepgate.test.Stepgate;
import dev.stepgate.test.StepgateTest;
import dev.stepgate.test.TaskMock;
import org.junit.jupiter.api.Test;

/// `POST /execute`: Start, two branches in parallel, End.
///
/// Shows how to find the execution that a request has started, inspect the calls of a mock, and run one state
/// alone.
@StepgateTest
class ExecuteExampleTest {
    private final Stepgate stepgate;
    private final Machine workflow;

    ExecuteExampleTest(Stepgate stepgate) {
        this.stepgate = stepgate;
        this.workflow = stepgate.machine("Workflow");
    }

    @Test
    void aRequestStartsAnExecutionNamedAfterIt() {
        RestAnswer answer = stepgate.rest().post("/execute", "{\"any\":\"JSON\"}");

        assertThat(workflow.executions()).singleElement().satisfies(execution -> {
            String id = answer.header("x-amz-apigw-id").orElseThrow();
            assertThat(execution.arn())
                    .endsWith(":" + id.replace("+", "-").replace("/", "_").replace("=", ""));
            assertThat(execution.input()).hasToString("{\"any\":\"JSON\"}");
            assertThat(execution).succeededWith("{'function':'end'}");
        });
    }

    @Test
    void theEndReceivesTheAnswersOfBothBranches() {
        workflow.mock("Wait3000").returns("{'waited':3000}");
        workflow.mock("Wait500").returns("{'waited':500}");
        TaskMock end = workflow.mock("End").echoes();

        assertThat(workflow.start("{}")).succeededWith("[{'waited':3000},{'waited':500}]");
        assertThat(end.sent()).hasSize(1);
    }

    @Test
    void aBranchThatFailsFailsTheWorkflow() {
        assertThat(workflow.state("Parallel State")
                        .withMockedError("Broken", "for good")
                        .test("{}"))
                .caught("Broken")
                .goesTo("Wait Failed");
    }
}
