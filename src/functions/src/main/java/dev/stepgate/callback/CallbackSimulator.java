// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.stepgate.handler.EventLog;
import dev.stepgate.handler.StepFunctions;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/// Simulates the last action of the external API: calls the workflow back, with success or failure as the
/// request asked, by the task token or by a signed HTTP request. A callback that is late or repeated, so that
/// no task waits for it, is logged and does no harm.
public final class CallbackSimulator implements RequestHandler<Map<String, Object>, CallbackSimulator.Delivery> {
    private final SfnClient stepFunctions;
    private final Secrets secrets;
    private final HttpCallbacks http;
    private final Clock clock;

    public CallbackSimulator() {
        this(StepFunctions.client(), Secrets.ofSecretsManager(), HttpCallbacks.OVER_THE_NETWORK, Clock.systemUTC());
    }

    CallbackSimulator(SfnClient stepFunctions, Secrets secrets, HttpCallbacks http, Clock clock) {
        this.stepFunctions = stepFunctions;
        this.secrets = secrets;
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Delivery handleRequest(Map<String, Object> request, Context context) {
        Delivery delivery = deliver(Callback.to(request));
        EventLog.info(context, "called back", Map.of("callback", delivery.callback()));
        return delivery;
    }

    private Delivery deliver(Callback callback) {
        try {
            return switch (callback) {
                case Callback.Success(SendTaskSuccessRequest success) -> {
                    stepFunctions.sendTaskSuccess(success);
                    yield new Delivery("delivered");
                }
                case Callback.Failure(SendTaskFailureRequest failure) -> {
                    stepFunctions.sendTaskFailure(failure);
                    yield new Delivery("delivered");
                }
                case Callback.Http request -> deliver(request);
            };
        } catch (TaskTimedOutException | TaskDoesNotExistException late) {
            return new Delivery("too late");
        }
    }

    private Delivery deliver(Callback.Http request) {
        Instant now = clock.instant();
        String signature = WebhookSignature.of(request.id(), now, request.body())
                .by(secrets.of(request.secretArn()).getFirst());
        int status = http.post(request, String.valueOf(now.getEpochSecond()), signature);
        return switch (status) {
            case 200 -> new Delivery("delivered");
            case 409, 410 -> new Delivery("too late");
            default -> throw new IllegalStateException("the callback was answered with the status " + status);
        };
    }

    /// The result: `{"callback": "delivered" or "too late"}`.
    public record Delivery(String callback) {}
}
