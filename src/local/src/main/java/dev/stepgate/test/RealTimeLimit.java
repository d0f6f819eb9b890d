// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import dev.stepgate.local.aws.AwsException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// The real time that a test waits for things that take no virtual time; far more than they need, so that no
/// test fails on a busy machine.
final class RealTimeLimit {
    static final Duration LIMIT = Duration.ofSeconds(60);

    private RealTimeLimit() {}

    static <T> T await(CompletionStage<T> stage, String what) {
        return await(stage, what, () -> "");
    }

    /// @param inFlight describes the possible reason when it takes too long
    static <T> T await(CompletionStage<T> stage, String what, Supplier<String> inFlight) {
        try {
            return stage.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException _) {
            throw tooLong(what + " was not over", inFlight.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AwsException refused) {
                throw refused;
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /// @param inFlight empty when it is not known
    static AssertionError tooLong(String what, String inFlight) {
        return new AssertionError(
                what + " after " + LIMIT.toSeconds() + " s" + (inFlight.isEmpty() ? "" : "; " + inFlight));
    }

    static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("the test was interrupted", e);
    }
}
