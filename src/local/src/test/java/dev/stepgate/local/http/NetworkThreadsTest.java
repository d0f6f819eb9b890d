// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NetworkThreadsTest {

    /// Netty catches what its tasks throw; the process has to learn that there is no more memory.
    @Test
    void anOutOfMemoryErrorInANetworkThreadReachesTheUncaughtExceptionHandler() throws Exception {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        OutOfMemoryError end = new OutOfMemoryError("as if");
        try (NetworkThreads network = new NetworkThreads("test-network", 1)) {
            EventLoop loop = network.group().next();
            loop.execute(
                    () -> Thread.currentThread().setUncaughtExceptionHandler((_, failure) -> told.complete(failure)));
            loop.execute(() -> {
                throw end;
            });

            assertThat(told.get(60, TimeUnit.SECONDS)).isSameAs(end);
        }
    }
}
