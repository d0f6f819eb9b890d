// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.ramen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.Events;
import dev.stepgate.FunctionContext;
import dev.stepgate.ramen.RamenTimer.Ramen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RamenTimerTest {
    @Test
    void boilsAsLongAsItIsTold() {
        List<Duration> pauses = new ArrayList<>();
        RamenTimer timer = new RamenTimer(pauses::add);

        Ramen ramen =
                timer.handleRequest(Events.read("RamenTimer/any", Object.class), new FunctionContext("RamenTimer"));

        assertThat(ramen.message()).isEqualTo("The ramen is boiled. If you don't eat it quickly, it will grow.");
        assertThat(pauses).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void boilsThirtySecondsByDefault() {
        assertThat(RamenTimer.boiling(Map.of())).isEqualTo(Duration.ofSeconds(30));
        assertThat(RamenTimer.boiling("any")).isEqualTo(Duration.ofSeconds(30));
        assertThat(RamenTimer.boiling(Map.of("timer", 0))).isZero();
        assertThat(RamenTimer.boiling(Map.of("timer", 890))).isEqualTo(Duration.ofSeconds(890));
    }

    static Stream<Object> timers() {
        return Stream.of("", "10", -1, 2.5, 891, 99_999_999_999L, List.of());
    }

    @ParameterizedTest
    @MethodSource("timers")
    void refusesATimerThatIsNotANumberOfSeconds(Object timer) {
        assertThatThrownBy(() -> RamenTimer.boiling(Map.of("timer", timer)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("timer is '" + timer + "', expected a whole number of seconds from 0 to 890");
    }
}
