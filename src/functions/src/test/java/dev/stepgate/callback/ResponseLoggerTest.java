// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import dev.stepgate.Events;
import dev.stepgate.FunctionContext;
import dev.stepgate.callback.ResponseLogger.Logged;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseLoggerTest {
    private static final String EXECUTION = "7d0c1f5e-2c4b-4a63-9d1e-9f6a3a6f0b11";

    @Test
    void aSuccessNamesItsExecution() {
        assertThat(notification("success"))
                .isEqualTo(new Notification(false, "API Executed Successfully", Map.of("executionId", EXECUTION)));
    }

    @Test
    void aFailureHasItsErrorAndNotTheCauseThatMayHoldDataOfTheExecution() {
        assertThat(notification("failure"))
                .isEqualTo(new Notification(
                        true, "API Failed", Map.of("executionId", EXECUTION, "error", "sample error message")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "[7]", "", "{\"status\":500", "{}"})
    void onlyTheLengthOfAnyOtherTextIsLogged(String text) {
        assertThat(Notification.read(text))
                .isEqualTo(new Notification(
                        false, "a notification of another form, " + text.length() + " characters", Map.of()));
    }

    @Test
    void countsWhatItLogged() {
        SNSEvent event = Events.read("ResponseLogger/success", SNSEvent.class);

        assertThat(new ResponseLogger().handleRequest(event, new FunctionContext("ResponseLogger")))
                .isEqualTo(new Logged(1));
    }

    private static Notification notification(String event) {
        return Notification.read(Events.read("ResponseLogger/" + event, SNSEvent.class)
                .getRecords()
                .getFirst()
                .getSNS()
                .getMessage());
    }
}
