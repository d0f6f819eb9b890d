// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import dev.stepgate.Events;
import dev.stepgate.FunctionContext;
import dev.stepgate.callback.CallbackSimulator.Delivery;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

class CallbackSimulatorTest {
    private static final String TOKEN = "AQB8AAAAKgAAAAMAAAAA";

    private final SfnClient stepFunctions = mock(SfnClient.class);

    @Test
    void succeedsWithTheTokenAsItCame() {
        assertThat(call("success")).isEqualTo(new Delivery("delivered"));

        verify(stepFunctions)
                .sendTaskSuccess(SendTaskSuccessRequest.builder()
                        .taskToken(TOKEN)
                        .output("{\"status\":200,\"payload\":{\"body\":\"sample success message\"}}")
                        .build());
    }

    @Test
    void failsWithErrorAndCause() {
        assertThat(call("failure")).isEqualTo(new Delivery("delivered"));

        verify(stepFunctions)
                .sendTaskFailure(SendTaskFailureRequest.builder()
                        .taskToken(TOKEN)
                        .error("sample error message")
                        .cause("sample error message")
                        .build());
    }

    @Test
    void aLateCallbackIsNoFailure() {
        when(stepFunctions.sendTaskSuccess(any(SendTaskSuccessRequest.class)))
                .thenThrow(TaskTimedOutException.builder().build());

        assertThat(call("success")).isEqualTo(new Delivery("too late"));
    }

    @Test
    void aCallbackToATaskThatIsGoneIsNoFailure() {
        when(stepFunctions.sendTaskFailure(any(SendTaskFailureRequest.class)))
                .thenThrow(TaskDoesNotExistException.builder().build());

        assertThat(call("failure")).isEqualTo(new Delivery("too late"));
    }

    @Test
    void anInvalidTokenIsAFailure() {
        when(stepFunctions.sendTaskSuccess(any(SendTaskSuccessRequest.class)))
                .thenThrow(InvalidTokenException.builder().build());

        assertThatThrownBy(() -> call("success")).isInstanceOf(InvalidTokenException.class);
    }

    @Test
    void aPayloadWithoutAStatusFails() {
        assertThat(Callback.to(Map.of("taskToken", TOKEN, "payload", 7))).isInstanceOf(Callback.Failure.class);
        assertThat(Callback.to(Map.of("taskToken", TOKEN))).isInstanceOf(Callback.Failure.class);
    }

    @Test
    void aRequestWithoutATokenIsRefused() {
        assertThatThrownBy(() -> Callback.to(Map.of("taskToken", 7)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the request has no text at taskToken");
    }

    @SuppressWarnings("unchecked")
    private Delivery call(String event) {
        return new CallbackSimulator(stepFunctions)
                .handleRequest(
                        Events.read("CallbackSimulator/" + event, Map.class), new FunctionContext("CallbackSimulator"));
    }
}
