// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OutOfMemoryHaltTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final OutOfMemoryHalt halt = new OutOfMemoryHalt(err, status::complete);

    @Test
    void runningOutOfMemoryIsReportedInOneLineAndEndsTheProcess() throws Exception {
        Thread thread = Thread.ofPlatform().uncaughtExceptionHandler(halt).start(() -> {
            throw new OutOfMemoryError("as if");
        });
        thread.join();

        assertThat(status.get(60, TimeUnit.SECONDS)).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .singleElement()
                .asString()
                .startsWith("stepgate: out of memory (the heap has ")
                .contains("-Xmx", "--retention-memory");
    }

    @Test
    void anyOtherErrorDoesNotEndTheProcess() throws Exception {
        Thread thread = Thread.ofPlatform().uncaughtExceptionHandler(halt).start(() -> {
            throw new IllegalStateException("an ordinary mistake");
        });
        thread.join();

        assertThat(status).isNotDone();
        assertThat(err.size()).isZero();
    }
}
