// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private static final Instant START = Instant.parse("2025-06-01T00:00:00Z");

    private final VirtualTime time = new VirtualTime(START);
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());

    @Test
    void jumpsFromTimerToTimer() throws InterruptedException {
        time.pause();
        time.after(Duration.ofHours(2), () -> note("later"));
        time.after(Duration.ofMinutes(5), () -> note("soon"));

        time.resume();
        time.awaitIdle();

        assertThat(seen).containsExactly("soon at PT5M", "later at PT2H");
        assertThat(time.now()).isEqualTo(START.plus(Duration.ofHours(2)));
    }

    @Test
    void timersOfOneInstantFireInTheOrderTheyWereSet() throws InterruptedException {
        time.pause();
        for (int i = 0; i < 100; i++) {
            String name = "t" + i;
            time.after(Duration.ofSeconds(1), () -> seen.add(name));
        }

        time.resume();
        time.awaitIdle();

        assertThat(seen).hasSize(100).first().isEqualTo("t0");
        assertThat(seen).isSortedAccordingTo((a, b) -> Integer.compare(number(a), number(b)));
    }

    @Test
    void readyActionsRunBeforeTheNextTimer() throws InterruptedException {
        time.pause();
        time.after(Duration.ofSeconds(1), () -> {
            time.execute(() -> note("ready"));
            note("first");
        });
        time.after(Duration.ofSeconds(1), () -> note("second"));

        time.resume();
        time.awaitIdle();

        assertThat(seen).containsExactly("first at PT1S", "ready at PT1S", "second at PT1S");
    }

    @Test
    void standsStillWhileSomethingIsHeld() throws InterruptedException {
        Time.Hold hold = time.hold("work");
        time.after(Duration.ofSeconds(1), () -> note("fired"));
        CountDownLatch ran = new CountDownLatch(1);
        time.execute(ran::countDown);

        ran.await();

        assertThat(seen).isEmpty();
        assertThat(time.now()).isEqualTo(START);

        hold.close();
        hold.close();
        time.awaitIdle();

        assertThat(seen).containsExactly("fired at PT1S");
    }

    @Test
    void advancesByHandAndStaysThere() throws InterruptedException {
        time.pause();
        time.after(Duration.ofSeconds(10), () -> {
            note("first");
            time.after(Duration.ofSeconds(10), () -> note("second"));
            time.after(Duration.ofSeconds(11), () -> note("too late"));
        });

        time.advance(Duration.ofSeconds(20));

        assertThat(seen).containsExactly("first at PT10S", "second at PT20S");
        assertThat(time.now()).isEqualTo(START.plusSeconds(20));

        time.advance(Duration.ofSeconds(5));

        assertThat(seen).last().isEqualTo("too late at PT21S");
        assertThat(time.now()).isEqualTo(START.plusSeconds(25));
    }

    @Test
    void aCancelledTimerNeitherFiresNorMovesTheClock() throws InterruptedException {
        time.pause();
        Time.Timer timer = time.after(Duration.ofDays(1), () -> note("fired"));
        timer.cancel();
        timer.cancel();

        time.resume();
        time.awaitIdle();

        assertThat(seen).isEmpty();
        assertThat(time.now()).isEqualTo(START);
    }

    @Test
    void continuesAfterAnActionThatThrows() throws InterruptedException {
        time.pause();
        time.after(Duration.ofSeconds(1), () -> {
            throw new IllegalStateException("the action's own affair");
        });
        time.after(Duration.ofSeconds(2), () -> note("fired"));

        time.resume();
        time.awaitIdle();

        assertThat(seen).containsExactly("fired at PT2S");
    }

    @Test
    void takesActionsFromManyThreadsAndRunsOneAtATime() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(4_000);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4_000; i++) {
                threads.execute(() -> time.after(Duration.ofMillis(1), () -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    inside.decrementAndGet();
                    done.countDown();
                }));
            }
        }

        done.await();

        assertThat(most).hasValue(1);
    }

    private void note(String what) {
        seen.add(what + " at " + Duration.between(START, time.now()));
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(1));
    }
}
