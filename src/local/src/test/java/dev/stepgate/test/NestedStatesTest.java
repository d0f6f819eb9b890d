// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.json.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The state to which an event belongs, where threads of states run side by side and inside each other.
@StepgateTest(template = "src/test/resources/dev/stepgate/test/nested.yaml")
class NestedStatesTest {
    private final Stepgate stepgate;
    private final Machine machine;

    NestedStatesTest(Stepgate stepgate) {
        this.stepgate = stepgate;
        this.machine = stepgate.machine("Nested");
    }

    @Test
    void everyStateIsInItsPlace() {
        WorkflowExecution execution = machine.start("['a','b']");

        assertThat(execution).succeeded().lasted(Duration.ofSeconds(100));
        assertThat(execution).branch("Outer", 1).passedThroughExactly("Long", "After");
        assertThat(execution)
                .branch("Outer", 0)
                .iteration("Each", 1)
                .passedThroughInAnyOrder("Inner", "Nap", "Call", "Called")
                .branch("Inner", 1)
                .passedThroughExactly("Call", "Called")
                .task("Call")
                .wasSentIncluding("{'Message':'b'}");
        assertThat(execution.states())
                .filteredOn(visit -> visit.name().equals("Nap"))
                .extracting(StateVisit::places)
                .containsExactly(
                        List.of(
                                new BranchOrIteration("Outer", 0),
                                new BranchOrIteration("Each", 0),
                                new BranchOrIteration("Inner", 0)),
                        List.of(
                                new BranchOrIteration("Outer", 0),
                                new BranchOrIteration("Each", 1),
                                new BranchOrIteration("Inner", 0)));
    }

    @Test
    void aParallelThatIsTriedAgainHasItsBranchesTwice() {
        machine.mock("Call").fails("Again", "").then().callsThrough();

        WorkflowExecution execution = machine.start("['a']");

        assertThat(execution).succeeded().state("Inner").wasEntered(1).lasted(Duration.ofSeconds(11));
        assertThat(execution).iteration("Each", 0).branch("Inner", 0).passedThroughExactly("Nap", "Nap");
        assertThat(execution).iteration("Each", 0).branch("Inner", 1).passedThroughExactly("Call", "Call", "Called");
        assertThat(execution).task("Call").wasRetried(0).failedWith("Again");
    }

    @Test
    void aTruncatedHistoryWaitsForNothing() {
        machine.mock("Call").failsAfter(Duration.ofSeconds(5), "Broken", "");

        WorkflowExecution execution = machine.start("['a','b']");

        assertThat(execution)
                .failedWith("Broken")
                .lasted(Duration.ofSeconds(5))
                .hasEvents("WaitStateAborted", "ParallelStateFailed", "MapIterationFailed", "MapStateFailed")
                .didNotPassThrough("After", "Called");
        assertThat(execution.table().lines().filter(line -> line.contains("WaitStateAborted")))
                .hasSameSizeAs(List.of("Nap", "Nap", "Long"))
                .anyMatch(line -> line.contains("[0] Nap"))
                .anyMatch(line -> line.contains("[1] Long"));
    }

    @Test
    void everyActiveBranchIsReportedAsWaiting() {
        stepgate.time().pause();
        machine.mock("Call").neverAnswers();

        WorkflowExecution execution = machine.start("['a','b']");

        assertThat(execution).isWaitingIn("Long", "Nap", "Nap", "Call", "Call");
        stepgate.time().advance(Duration.ofSeconds(10));
        assertThat(execution).isWaitingIn("Call", "Call", "Long");
    }

    @Test
    void aRedriveContinuesInTheFailedState() {
        machine.mock("Call").fails("Broken", "").then().callsThrough();
        WorkflowExecution execution = machine.start("['a']");
        assertThat(execution).failedWith("Broken");
        ObjectNode request = Json.mapper().createObjectNode().put("executionArn", execution.arn());
        stepgate.call("states", "RedriveExecution", request);

        assertThat(execution).succeeded().hasEvents("ExecutionFailed", "ExecutionRedriven", "TaskScheduled");
        assertThat(execution).task("Call").wasAttempted(2).succeeded();
    }
}
