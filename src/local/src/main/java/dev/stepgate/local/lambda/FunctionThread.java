// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The current thread, as one that works for a function: the thread that runs the handler, or one that the handler
/// has started. The replacements of JDK methods ask here for the function's environment.
final class FunctionThread {
    private static final InheritableThreadLocal<JvmEnvironment> ENVIRONMENT = new InheritableThreadLocal<>();

    private FunctionThread() {}

    /// Makes the current thread, and all threads that it starts, work for an environment.
    static void enter(JvmEnvironment environment) {
        ENVIRONMENT.set(environment);
    }

    /// Tells whether the current thread works for a function.
    static boolean isCurrent() {
        return ENVIRONMENT.get() != null;
    }

    /// The call for which the current thread works.
    static Optional<Call> currentCall() {
        return Optional.ofNullable(ENVIRONMENT.get()).map(JvmEnvironment::call);
    }

    /// Tells whether the current thread works for an environment that has been abandoned.
    static boolean isOver() {
        JvmEnvironment current = ENVIRONMENT.get();
        return current != null && current.isAbandoned();
    }

    /// Stops a thread of an abandoned function at its next call of the runtime; on AWS its process would be
    /// gone.
    static void requireLife() {
        if (isOver()) {
            throw new Ended();
        }
    }

    /// The tracing header of the current thread's call; null outside calls.
    static @Nullable String trace() {
        requireLife();
        return currentCall().map(Call::trace).orElse(null);
    }

    /// The generator of random numbers for the current thread.
    static RandomGenerator random() {
        requireLife();
        JvmEnvironment current = ENVIRONMENT.get();
        Call running = current == null ? null : current.call();
        return current == null || running == null ? ThreadLocalRandom.current() : current.random(running);
    }

    /// Puts the current thread to sleep.
    static Future<?> sleep(Duration duration) {
        requireLife();
        JvmEnvironment current = ENVIRONMENT.get();
        Call call = current == null ? null : current.call();
        if (current != null && call != null && current.isOn(Thread.currentThread())) {
            return call.sleep(duration);
        }
        CompletableFuture<Void> end = new CompletableFuture<>();
        if (current != null) {
            current.time().after(duration, () -> end.complete(null));
        }
        return end;
    }

    /// Called when a function has started a program.
    static void started(Process child) {
        JvmEnvironment current = ENVIRONMENT.get();
        if (current != null) {
            current.started(child);
        }
    }

    /// Called when a function calls [System#exit].
    static void exit(int status) {
        JvmEnvironment current = ENVIRONMENT.get();
        if (current != null) {
            current.exited(status);
        }
        throw new Ended();
    }

    /// Called with a record of java.util.logging.
    static void log(String record) {
        JvmEnvironment current = ENVIRONMENT.get();
        if (current != null) {
            current.print(record);
        }
    }

    /// Unwinds a thread of a function that has called [System#exit] or was abandoned.
    static final class Ended extends Error {
        private Ended() {
            super("the environment has ended", null, false, false);
        }
    }
}
