// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.stepgate.handler.EventLog;
import dev.stepgate.handler.StepFunctions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/// Starts the simulator once for each message of a batch, with the message's body as its input. A message
/// that could not be processed is reported and delivered again, and after five times goes to the dead-letter
/// queue; the others of its batch do not. The content of messages is not logged.
public final class RequestConsumer implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final SfnClient stepFunctions;
    private final String simulatorArn;

    /// Makes a consumer for the simulator that `STATE_MACHINE_ARN` names.
    public RequestConsumer() {
        this(StepFunctions.client(), simulatorArn(Optional.ofNullable(System.getenv("STATE_MACHINE_ARN"))));
    }

    RequestConsumer(SfnClient stepFunctions, String simulatorArn) {
        this.stepFunctions = stepFunctions;
        this.simulatorArn = simulatorArn;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
        List<BatchItemFailure> failures = batch.getRecords().stream()
                .filter(message -> !started(message, context))
                .map(message -> new BatchItemFailure(message.getMessageId()))
                .toList();
        return new SQSBatchResponse(failures);
    }

    /// Starts the simulator. A queue may deliver a message twice, so the execution is named after the message
    /// and runs only once.
    private boolean started(SQSMessage message, Context context) {
        String name = message.getMessageId();
        try {
            stepFunctions.startExecution(start(message));
            EventLog.info(context, "simulator started", Map.of("messageId", name));
            return true;
        } catch (ExecutionAlreadyExistsException e) {
            EventLog.info(context, "simulator had run already", Map.of("messageId", name));
            return true;
        } catch (SdkException e) {
            EventLog.error(
                    context,
                    "simulator not started",
                    Map.of(
                            "messageId", name,
                            "received", message.getAttributes().getOrDefault("ApproximateReceiveCount", "?"),
                            "error", e.getClass().getSimpleName()));
            return false;
        }
    }

    private StartExecutionRequest start(SQSMessage message) {
        return StartExecutionRequest.builder()
                .stateMachineArn(simulatorArn)
                .name(message.getMessageId())
                .input(message.getBody())
                .build();
    }

    static String simulatorArn(Optional<String> variable) {
        return variable.orElseThrow(() -> new IllegalStateException(
                "STATE_MACHINE_ARN is not set, expected the ARN of the simulator's state machine"));
    }
}
