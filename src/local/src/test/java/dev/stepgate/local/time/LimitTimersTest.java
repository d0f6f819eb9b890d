// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LimitTimersTest {
    private final Instant start = Instant.parse("2025-01-01T00:00:00Z");
    private final VirtualTime time = new VirtualTime(start);
    private final List<String> ran = new CopyOnWriteArrayList<>();

    @Test
    void theClockDoesNotJumpToALimit() throws Exception {
        time.atMost(Duration.ofMinutes(10), () -> ran.add("idle"));
        time.awaitIdle();

        assertThat(ran).isEmpty();
        assertThat(time.now()).isEqualTo(start);
    }

    @Test
    void aLimitRunsWhenTheClockPassesItOnItsWay() throws Exception {
        Time.Timer cancelled = time.atMost(Duration.ofMinutes(1), () -> ran.add("cancelled"));
        time.atMost(Duration.ofMinutes(10), () -> ran.add("idle"));
        time.atMost(Duration.ofHours(2), () -> ran.add("too old"));
        cancelled.cancel();
        time.after(Duration.ofMinutes(30), () -> ran.add("goal"));
        time.awaitIdle();

        assertThat(ran).containsExactly("idle", "goal");
        assertThat(time.now()).isEqualTo(start.plus(Duration.ofMinutes(30)));
    }

    @Test
    void aLimitRunsWhenTheClockIsAdvancedToIt() throws Exception {
        time.pause();
        time.atMost(Duration.ofMinutes(10), () -> ran.add("idle"));
        time.advance(Duration.ofMinutes(10));

        assertThat(ran).containsExactly("idle");
    }
}
