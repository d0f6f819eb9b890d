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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RamenTimerTest {
    @Test
    void boilsAsLongAsItIsTold() {
        List<Duration> pauses = new ArrayList<>();
        RamenTimer timer = new RamenTimer(Duration.ofSeconds(2), pauses::add);

        Ramen ramen =
                timer.handleRequest(Events.read("RamenTimer/any", Object.class), new FunctionContext("RamenTimer"));

        assertThat(ramen.message()).isEqualTo("The ramen is boiled. If you don't eat it quickly, it will grow.");
        assertThat(pauses).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void boilsThirtySecondsWhenNothingIsSaid() {
        assertThat(RamenTimer.boiling(Optional.empty())).isEqualTo(Duration.ofSeconds(30));
        assertThat(RamenTimer.boiling(Optional.of("0"))).isZero();
        assertThat(RamenTimer.boiling(Optional.of("890"))).isEqualTo(Duration.ofSeconds(890));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "2.5", "ten", "891", "99999999999"})
    void refusesATimerThatIsNoNumberOfSeconds(String timer) {
        assertThatThrownBy(() -> RamenTimer.boiling(Optional.of(timer)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("TIMER is '" + timer + "', expected a whole number of seconds from 0 to 890");
    }
}
