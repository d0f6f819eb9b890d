// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.stepgate.Events;
import dev.stepgate.FunctionContext;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.InvalidExecutionInputException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

class RequestConsumerTest {
    private static final String SIMULATOR = "arn:aws:states:us-east-1:123456789012:stateMachine:simulator";
    private static final String FIRST = "059f36b4-87a3-44ab-83d2-661975830a7d";
    private static final String SECOND = "2e1424d4-f796-459a-8184-9c92662be6da";
    private static final String BODY =
            "{\"taskToken\":\"AQB8AAAAKgAAAAMAAAAA\",\"payload\":{\"waitTime\":3,\"status\":\"success\"}}";

    private final SfnClient stepFunctions = mock(SfnClient.class);
    private final RequestConsumer consumer = new RequestConsumer(stepFunctions, SIMULATOR);

    @Test
    void startsTheSimulatorWithTheBodyAndTheNameOfTheMessage() {
        assertThat(consume("one").getBatchItemFailures()).isEmpty();

        verify(stepFunctions).startExecution(start(FIRST, BODY));
    }

    @Test
    void aMessageDeliveredAgainIsServedAlready() {
        when(stepFunctions.startExecution(any(StartExecutionRequest.class)))
                .thenThrow(ExecutionAlreadyExistsException.builder().build());

        assertThat(consume("one").getBatchItemFailures()).isEmpty();
    }

    @Test
    void onlyTheMessageThatFailedComesAgain() {
        when(stepFunctions.startExecution(start(FIRST, BODY)))
                .thenReturn(StartExecutionResponse.builder().build());
        when(stepFunctions.startExecution(start(SECOND, "not JSON")))
                .thenThrow(
                        InvalidExecutionInputException.builder().message("no").build());

        assertThat(consume("two").getBatchItemFailures()).containsExactly(new BatchItemFailure(SECOND));
    }

    @Test
    void whenStepFunctionsIsOutOfReachEveryMessageComesAgain() {
        when(stepFunctions.startExecution(any(StartExecutionRequest.class)))
                .thenThrow(SdkClientException.create("refused"));

        assertThat(consume("two").getBatchItemFailures())
                .containsExactly(new BatchItemFailure(FIRST), new BatchItemFailure(SECOND));
    }

    @Test
    void saysWhichVariableIsMissing() {
        assertThatThrownBy(() -> RequestConsumer.simulatorArn(Optional.empty()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("STATE_MACHINE_ARN is not set, expected the ARN of the simulator's state machine");
        assertThat(RequestConsumer.simulatorArn(Optional.of(SIMULATOR))).isEqualTo(SIMULATOR);
    }

    private SQSBatchResponse consume(String event) {
        return consumer.handleRequest(
                Events.read("RequestConsumer/" + event, SQSEvent.class), new FunctionContext("RequestConsumer"));
    }

    private static StartExecutionRequest start(String name, String input) {
        return StartExecutionRequest.builder()
                .stateMachineArn(SIMULATOR)
                .name(name)
                .input(input)
                .build();
    }
}
