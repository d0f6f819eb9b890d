// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.stepgate.handler.EventLog;
import java.util.Map;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/// Plays the external API's part at the end: calls the workflow back, with success or failure as the request
/// asked. A callback nobody waits for any more, late or repeated, is noted and harms nothing.
public final class CallbackSimulator implements RequestHandler<Map<String, Object>, CallbackSimulator.Delivery> {
    private final SfnClient stepFunctions;

    public CallbackSimulator() {
        this(StepFunctions.client());
    }

    CallbackSimulator(SfnClient stepFunctions) {
        this.stepFunctions = stepFunctions;
    }

    @Override
    public Delivery handleRequest(Map<String, Object> request, Context context) {
        Delivery delivery = deliver(Callback.to(request));
        EventLog.info(context, "called back", Map.of("callback", delivery.callback()));
        return delivery;
    }

    private Delivery deliver(Callback callback) {
        try {
            switch (callback) {
                case Callback.Success(SendTaskSuccessRequest success) -> stepFunctions.sendTaskSuccess(success);
                case Callback.Failure(SendTaskFailureRequest failure) -> stepFunctions.sendTaskFailure(failure);
            }
            return new Delivery("delivered");
        } catch (TaskTimedOutException | TaskDoesNotExistException late) {
            return new Delivery("too late");
        }
    }

    /// The answer: `{"callback": "delivered" or "too late"}`.
    public record Delivery(String callback) {}
}
