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
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

class CallbackSimulatorTest {
    private static final String TOKEN = "AQB8AAAAKgAAAAMAAAAA";

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private final SfnClient stepFunctions = mock(SfnClient.class);
    private final Secrets secrets = SecretsTest.holding("of today", "of yesterday");
    private final List<String> sent = new ArrayList<>();
    private int status = 200;

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

    @ParameterizedTest
    @CsvSource({"200, delivered", "409, too late", "410, too late"})
    void callsBackOverHttpWithASignatureByTheSecretOfToday(int answer, String delivery) {
        status = answer;

        assertThat(call("http")).isEqualTo(new Delivery(delivery));

        String body = "{\"status\":200,\"payload\":{\"body\":\"sample success message\"}}";
        assertThat(sent)
                .containsExactly(
                        "https://api.example.com/api/async/callbacks/3f8c1e2a-7d56-4a0b-9c1d-2e4f6a8b0c1d",
                        body,
                        "1795780800",
                        WebhookSignature.of("3f8c1e2a-7d56-4a0b-9c1d-2e4f6a8b0c1d", NOW, body)
                                .by("of today"));
    }

    @Test
    void aCallbackWithoutAnAnswerIsAFailure() {
        status = 503;

        assertThatThrownBy(() -> call("http"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the callback was answered with the status 503");
    }

    @SuppressWarnings("unchecked")
    private Delivery call(String event) {
        HttpCallbacks http = (callback, timestamp, signature) -> {
            sent.addAll(List.of(callback.url(), callback.body(), timestamp, signature));
            return status;
        };
        return new CallbackSimulator(stepFunctions, secrets, http, Clock.fixed(NOW, ZoneOffset.UTC))
                .handleRequest(
                        Events.read("CallbackSimulator/" + event, Map.class), new FunctionContext("CallbackSimulator"));
    }
}
