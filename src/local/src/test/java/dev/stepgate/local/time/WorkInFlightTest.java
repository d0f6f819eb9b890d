// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkInFlightTest {
    private static final Instant START = Instant.parse("2025-06-01T00:00:00Z");

    private final VirtualTime time = new VirtualTime(START);
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final Time.Hold first = time.hold("first");
    private final Time.Hold second = time.hold("second");

    @Test
    void endsTakeEffectInTheOrderOfTheHolds() throws InterruptedException {
        second.end(() -> note("second"));
        first.end(() -> note("first"));

        time.awaitIdle();

        assertThat(seen).containsExactly("first at PT0S", "second at PT0S");
    }

    @Test
    void effectsOfWorkWaitUntilNoWorkIsActive() throws InterruptedException {
        Time.Hold third = time.hold("third");
        third.end(() -> note("third"));
        first.meanwhile(() -> note("first, meanwhile"));
        second.close();

        assertThat(time.awaitIdle(Duration.ofMillis(1))).isFalse();
        assertThat(seen).isEmpty();

        first.end(() -> note("first"));
        time.awaitIdle();

        assertThat(seen).containsExactly("first, meanwhile at PT0S", "first at PT0S", "third at PT0S");
    }

    @Test
    void waitingWorkDoesNotHoldTheClock() throws InterruptedException {
        time.pause();
        second.close();
        sleep(first, Duration.ofSeconds(5), () -> first.end(() -> note("end")));
        time.after(Duration.ofSeconds(9), () -> note("later"));

        time.advance(Duration.ofSeconds(9));

        assertThat(seen).containsExactly("end at PT5S", "later at PT9S");
    }

    @Test
    void requestsAreServedInTheOrderOfTheHolds() throws InterruptedException {
        ask(second, "second");
        ask(first, "first");

        time.awaitIdle();

        assertThat(seen)
                .containsExactly("first asks at PT0S", "first at PT0S", "second asks at PT0S", "second at PT0S");
    }

    @Test
    void workThatResumesAtOneInstantTakesEffectInTheOrderInWhichItFellAsleep() throws InterruptedException {
        sleep(
                second,
                Duration.ofSeconds(1),
                () -> sleep(second, Duration.ofSeconds(1), () -> second.end(() -> note("second"))));
        sleep(first, Duration.ofSeconds(2), () -> first.end(() -> note("first")));

        time.awaitIdle();

        assertThat(seen).containsExactly("first at PT2S", "second at PT2S");
    }

    @Test
    void timersOfWorkFireInTheOrderOfTheHolds() throws InterruptedException {
        time.pause();
        second.after(Duration.ofSeconds(1), () -> note("second"));
        first.after(Duration.ofSeconds(1), () -> note("first"));
        second.close();
        first.close();

        time.resume();
        time.awaitIdle();

        assertThat(seen).containsExactly("first at PT1S", "second at PT1S");
    }

    @Test
    void workInFlightIsDescribed() throws InterruptedException {
        second.await(() -> {});

        assertThat(time.awaitIdle(Duration.ofMillis(1))).isFalse();
        assertThat(time.describe())
                .contains("the clock stands at 2025-06-01T00:00:00Z", "at work: [first]", "waiting: [second]");
    }

    @Test
    void nothingTakesEffectAfterTheEnd() throws InterruptedException {
        first.end(() -> note("first"));
        time.after(Duration.ofSeconds(1), () -> note("timer"));
        time.close();
        second.end(() -> note("second"));
        time.execute(() -> note("action"));
        time.after(Duration.ZERO, () -> note("another timer"));

        time.awaitIdle();

        assertThat(seen).isEmpty();
    }

    private static void sleep(Time.Hold hold, Duration duration, Runnable then) {
        Time.Timer unused = hold.after(duration, () -> {
            hold.resume();
            then.run();
        });
        hold.await(() -> {});
    }

    private void ask(Time.Hold hold, String name) {
        hold.await(() -> {
            note(name + " asks");
            hold.resume();
            hold.end(() -> note(name));
        });
    }

    private void note(String what) {
        seen.add(what + " at " + Duration.between(START, time.now()));
    }
}
