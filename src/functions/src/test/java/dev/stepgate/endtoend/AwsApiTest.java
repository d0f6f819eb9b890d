// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionListItem;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;
import software.amazon.awssdk.services.sfn.model.StartSyncExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineListItem;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.SyncExecutionStatus;

/// Calls Step Functions' own API for the systems' machines, through AWS's SDK.
@ExtendWith(DeploymentExtension.class)
class AwsApiTest {
    private final Deployment deployment;
    private final SfnClient stepFunctions;

    AwsApiTest(Deployment deployment) {
        this.deployment = deployment;
        this.stepFunctions = deployment.stepFunctions();
    }

    @Test
    void everyMachineIsListedWithItsType() {
        String users = deployment.machine("ValidateUser");
        String workflow = deployment.machine("Workflow");

        List<StateMachineListItem> machines = stepFunctions.listStateMachinesPaginator().stateMachines().stream()
                .toList();

        assertThat(type(machines, users)).isEqualTo(StateMachineType.EXPRESS);
        assertThat(type(machines, workflow)).isEqualTo(StateMachineType.STANDARD);
    }

    private static StateMachineType type(List<StateMachineListItem> machines, String arn) {
        return machines.stream()
                .filter(machine -> machine.stateMachineArn().equals(arn))
                .findFirst()
                .orElseThrow()
                .type();
    }

    @Test
    void anExecutionIsListedDescribedAndTellsItsHistory() {
        String machine = deployment.machine("Workflow");
        String arn = stepFunctions
                .startExecution(request -> request.stateMachineArn(machine).input("{\"a\":1}"))
                .executionArn();

        await().atMost(Deployment.PATIENCE).until(() -> status(arn) != ExecutionStatus.RUNNING);

        assertThat(stepFunctions
                        .describeExecution(request -> request.executionArn(arn))
                        .output())
                .isEqualToIgnoringWhitespace("{\"function\":\"end\"}");
        assertThat(stepFunctions
                        .listExecutionsPaginator(
                                request -> request.stateMachineArn(machine).statusFilter(ExecutionStatus.SUCCEEDED))
                        .executions())
                .extracting(ExecutionListItem::executionArn)
                .contains(arn);
        assertThat(stepFunctions
                        .getExecutionHistoryPaginator(request -> request.executionArn(arn))
                        .events())
                .extracting(HistoryEvent::type)
                .startsWith(HistoryEventType.EXECUTION_STARTED, HistoryEventType.TASK_STATE_ENTERED)
                .contains(HistoryEventType.PARALLEL_STATE_STARTED, HistoryEventType.PARALLEL_STATE_SUCCEEDED)
                .endsWith(HistoryEventType.TASK_STATE_EXITED, HistoryEventType.EXECUTION_SUCCEEDED);
    }

    @Test
    void anExpressMachineAnswersSynchronously() {
        StartSyncExecutionResponse answer =
                stepFunctions.startSyncExecution(request -> request.stateMachineArn(deployment.machine("ValidateUser"))
                        .input("{\"version\":1,\"gtw_params\":{\"params\":{\"path\":{\"id\":\"10\"}}}}"));

        assertThat(answer.status()).as(answer.cause()).isEqualTo(SyncExecutionStatus.SUCCEEDED);
        assertThat(answer.output()).contains("\\\"valid\\\":true");
        assertThat(answer.executionArn()).contains(":express:");
    }

    @Test
    void anUnknownExecutionIsRefused() {
        String unknown = deployment.machine("Workflow").replace(":stateMachine:", ":execution:") + ":nobody";

        assertThatThrownBy(() -> stepFunctions.describeExecution(request -> request.executionArn(unknown)))
                .isInstanceOf(ExecutionDoesNotExistException.class)
                .hasMessageContaining("Execution Does Not Exist: '" + unknown + "'");
    }

    private ExecutionStatus status(String arn) {
        return stepFunctions
                .describeExecution(request -> request.executionArn(arn))
                .status();
    }
}
