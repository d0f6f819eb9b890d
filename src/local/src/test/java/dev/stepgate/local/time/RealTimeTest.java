// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RealTimeTest {
    @Test
    void runsActionsNowAndTimersWhenTheyAreDue() throws Exception {
        try (RealTime time = new RealTime()) {
            Instant before = time.now();
            CompletableFuture<Instant> now = new CompletableFuture<>();
            CompletableFuture<Instant> later = new CompletableFuture<>();

            time.execute(() -> now.complete(time.now()));
            time.after(Duration.ofMillis(20), () -> later.complete(time.now()));

            assertThat(now.get(30, TimeUnit.SECONDS)).isAfterOrEqualTo(before);
            assertThat(later.get(30, TimeUnit.SECONDS)).isAfterOrEqualTo(before.plusMillis(20));
        }
    }

    @Test
    void aCancelledTimerDoesNotFire() throws Exception {
        try (RealTime time = new RealTime()) {
            CompletableFuture<String> first = new CompletableFuture<>();
            time.after(Duration.ofSeconds(2), () -> first.complete("cancelled")).cancel();
            time.after(Duration.ofMillis(2001), () -> first.complete("kept"));

            assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("kept");
        }
    }

    @Test
    void acceptsTheLongestDuration() {
        try (RealTime time = new RealTime()) {
            Time.Timer timer = time.after(Duration.ofSeconds(Long.MAX_VALUE), () -> {});

            timer.cancel();
        }
    }

    @Test
    void longActionsDoNotDelayOthers() throws Exception {
        try (RealTime time = new RealTime()) {
            int more = Runtime.getRuntime().availableProcessors() + 8;
            CountDownLatch through = new CountDownLatch(1);
            CountDownLatch begun = new CountDownLatch(more);
            for (int i = 0; i < more; i++) {
                time.execute(() -> {
                    begun.countDown();
                    waitFor(through);
                });
            }
            CompletableFuture<String> timer = new CompletableFuture<>();

            time.after(Duration.ofMillis(1), () -> timer.complete("fired"));

            assertThat(timer.get(60, TimeUnit.SECONDS)).isEqualTo("fired");
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            through.countDown();
        }
    }

    @Test
    void whatAnActionGivesOnRunsAlthoughTheActionWaitsForIt() throws Exception {
        try (RealTime time = new RealTime()) {
            CompletableFuture<String> ended = new CompletableFuture<>();
            time.execute(() -> {
                CountDownLatch given = new CountDownLatch(3);
                for (int i = 0; i < 3; i++) {
                    time.execute(given::countDown);
                }
                waitFor(given);
                ended.complete("all three ran");
            });

            assertThat(ended.get(60, TimeUnit.SECONDS)).isEqualTo("all three ran");
        }
    }

    @Test
    void anActionThatGivesItselfOnForEverLeavesOthersTheirTurn() throws Exception {
        try (RealTime time = new RealTime()) {
            CountDownLatch through = new CountDownLatch(1);
            for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
                time.execute(new Runnable() {
                    @Override
                    public void run() {
                        if (through.getCount() > 0) {
                            time.execute(this);
                        }
                    }
                });
            }

            time.execute(through::countDown);

            assertThat(through.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anActionThatThrowsHarmsNoOther() throws Exception {
        try (RealTime time = new RealTime()) {
            CompletableFuture<String> next = new CompletableFuture<>();
            CompletableFuture<Throwable> told = new CompletableFuture<>();
            time.execute(() -> {
                Thread.currentThread().setUncaughtExceptionHandler((_, failure) -> told.complete(failure));
                throw new IllegalStateException("an action's own affair");
            });

            time.execute(() -> next.complete("done"));

            assertThat(next.get(60, TimeUnit.SECONDS)).isEqualTo("done");
            assertThat(told.get(60, TimeUnit.SECONDS)).hasMessage("an action's own affair");
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
