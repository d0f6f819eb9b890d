// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.replacement;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Replaces [System], and the waiting methods of [Thread], in the classes of one function: their calls are
/// rewritten to these methods of the same names.
public final class SystemReplacement {

    /// Replaces [System#out].
    public static PrintStream out = System.out;

    /// Replaces [System#err].
    public static PrintStream err = System.err;

    private static Supplier<Map<String, String>> variables = Map::of;
    private static Function<Duration, Future<?>> sleeper = _ -> {
        throw new IllegalStateException("not bound");
    };
    private static IntConsumer exit = _ -> {
        throw new IllegalStateException("not bound");
    };

    private SystemReplacement() {}

    /// Called once, before any class of the function is loaded.
    public static void bind(Supplier<Map<String, String>> variables, PrintStream output) {
        SystemReplacement.variables = variables;
        SystemReplacement.out = output;
        SystemReplacement.err = output;
    }

    /// Binds the operations of the current thread's environment.
    ///
    /// @param sleeper starts a wait, which ends with the future
    /// @param exit ends the environment and does not return
    public static void bind(Function<Duration, Future<?>> sleeper, IntConsumer exit) {
        SystemReplacement.sleeper = sleeper;
        SystemReplacement.exit = exit;
    }

    public static Map<String, String> getenv() {
        return variables.get();
    }

    public static @Nullable String getenv(String name) {
        return variables.get().get(name);
    }

    public static void setOut(PrintStream stream) {
        out = stream;
    }

    public static void setErr(PrintStream stream) {
        err = stream;
    }

    public static void printStackTrace(Throwable throwable) {
        throwable.printStackTrace(err);
    }

    public static void sleep(long millis) throws InterruptedException {
        if (millis < 0) {
            throw new IllegalArgumentException("timeout value is negative");
        }
        sleep(Duration.ofMillis(millis));
    }

    public static void sleep(long millis, int nanos) throws InterruptedException {
        if (millis < 0) {
            throw new IllegalArgumentException("timeout value is negative");
        }
        if (nanos < 0 || nanos > 999_999) {
            throw new IllegalArgumentException("nanosecond timeout value out of range");
        }
        sleep(Duration.ofMillis(millis).plusNanos(nanos));
    }

    public static void sleep(TimeUnit unit, long timeout) throws InterruptedException {
        if (timeout > 0) {
            sleep(Duration.of(timeout, unit.toChronoUnit()));
        }
    }

    public static void sleep(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        Future<?> end = sleeper.apply(duration);
        try {
            end.get();
        } catch (InterruptedException e) {
            end.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void exit(int status) {
        exit.accept(status);
    }

    public static void exit(Runtime runtime, int status) {
        exit.accept(status);
    }

    public static void halt(Runtime runtime, int status) {
        exit.accept(status);
    }
}
