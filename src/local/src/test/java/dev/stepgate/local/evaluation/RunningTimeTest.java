// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class RunningTimeTest {
    private static final long NANOS_OF_OTHERS = 10 * RunningTime.MAX_NANOS_BETWEEN_LOOKS;

    @Test
    void startsWithTheFirstLook() {
        assertThat(new RunningTime().look()).isZero();
    }

    @Test
    void aPlatformThreadThatWaitsDoesNotCompute() {
        assertThat(lookAfterWaiting(Thread.ofPlatform()::start)).isLessThan(NANOS_OF_OTHERS);
    }

    @Test
    void aVirtualThreadThatWaitsCountsOneShortPause() {
        assertThat(lookAfterWaiting(Thread.ofVirtual()::start))
                .isLessThanOrEqualTo(RunningTime.MAX_NANOS_BETWEEN_LOOKS);
    }

    @Test
    void aVirtualThreadThatComputesCounts() {
        long nanos = CompletableFuture.supplyAsync(
                        () -> {
                            RunningTime time = new RunningTime();
                            long looked = time.look();
                            while (looked < RunningTime.MAX_NANOS_BETWEEN_LOOKS) {
                                looked = time.look();
                            }
                            return looked;
                        },
                        Thread.ofVirtual()::start)
                .join();

        assertThat(nanos).isGreaterThanOrEqualTo(RunningTime.MAX_NANOS_BETWEEN_LOOKS);
    }

    /// Looks twice, waiting in between until another thread has computed.
    private static long lookAfterWaiting(Executor thread) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            RunningTime time = new RunningTime();
                            time.look();
                            CompletableFuture.runAsync(RunningTimeTest::compute, Thread.ofPlatform()::start)
                                    .join();
                            return time.look();
                        },
                        thread)
                .join();
    }

    private static void compute() {
        RunningTime time = new RunningTime();
        while (time.look() < NANOS_OF_OTHERS) {
            Thread.onSpinWait();
        }
    }
}
