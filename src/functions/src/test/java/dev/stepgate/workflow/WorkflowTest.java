// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.Events;
import dev.stepgate.FunctionContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowTest {
    @ParameterizedTest
    @ValueSource(strings = {"object", "array", "number", "text"})
    void startTakesAnyJson(String event) {
        Object input = Events.read("Start/" + event, Object.class);

        assertThat(new Start().handleRequest(input, new FunctionContext("Start")))
                .isEqualTo(new Step("start"));
    }

    @Test
    void theWaitsLastThreeSecondsAndHalfASecond() {
        List<Duration> waited = new ArrayList<>();
        Object input = Events.read("Wait3000/after-start", Object.class);

        Step first = new Wait3000(waited::add).handleRequest(input, new FunctionContext("Wait3000"));
        Step second = new Wait500(waited::add).handleRequest(input, new FunctionContext("Wait500"));

        assertThat(List.of(first, second)).containsExactly(new Step("wait3000"), new Step("wait500"));
        assertThat(waited).containsExactly(Duration.ofSeconds(3), Duration.ofMillis(500));
    }

    @Test
    void anInterruptedWaitFailsAndStaysInterrupted() {
        Wait500 wait = new Wait500(_ -> {
            throw new InterruptedException("shutdown");
        });

        assertThatThrownBy(() -> wait.handleRequest(Map.of(), new FunctionContext("Wait500")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("interrupted in a pause of 500 ms");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @SuppressWarnings("unchecked")
    void endNamesTheBranchesBeforeIt() {
        List<Map<String, String>> branches = Events.read("End/after-both-waits", List.class);

        assertThat(End.names(branches)).isEqualTo("wait3000, wait500");
        assertThat(new End().handleRequest(branches, new FunctionContext("End")))
                .isEqualTo(new Step("end"));
    }
}
