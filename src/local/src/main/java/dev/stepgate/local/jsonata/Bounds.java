// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.evaluation.RunningTime;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The limits of one evaluation: 100 levels, 5 seconds, and 6,990,256 bytes for any one value. A number
/// counts as 8 bytes and a character as 1; an array or object of the input counts as 8 too, whatever it
/// holds. The figures and messages were measured on AWS by the authors of
/// [floci](https://github.com/floci-io/floci).
///
/// A value that an expression builds may be nested 500 levels deep, and its result 1,000, because the JSON
/// library could not write a deeper one.
///
/// Every loop whose length depends on an expression counts its steps here.
final class Bounds {
    static final int MAX_DEPTH = 100;
    static final long MAX_NANOS = 5_000_000_000L;
    static final long MAX_SIZE = 6_990_256;
    static final int MAX_NESTING = 1_000;

    private static final int MAX_NESTING_OF_COMPUTED = 500;

    private static final int SCALAR = 8;
    private static final int STEPS_BETWEEN_LOOKS = 256;

    private final int maxDepth;
    private final long maxNanos;
    private final BooleanSupplier stopped;
    private final RunningTime time = new RunningTime();
    private int depth;
    private long steps;

    /// `stopped` is polled regularly; once it returns true, the evaluation is given up.
    Bounds(int maxDepth, long maxNanos, BooleanSupplier stopped) {
        this.maxDepth = maxDepth;
        this.maxNanos = maxNanos;
        this.stopped = stopped;
    }

    /// Enters a part of the expression. Throws [EvaluationError] when it is nested too deeply.
    void enter() {
        if (++depth > maxDepth) {
            throw tooDeep();
        }
        step();
    }

    void leave() {
        depth--;
    }

    /// Counts a step. Throws [EvaluationError] when time is up, and [CancellationException] when the
    /// evaluation is to stop.
    void step() {
        if (++steps % STEPS_BETWEEN_LOOKS == 0) {
            look();
        }
    }

    /// Counts several steps at once.
    void steps(long more) {
        long looks = steps / STEPS_BETWEEN_LOOKS;
        steps += more;
        if (steps / STEPS_BETWEEN_LOOKS > looks) {
            look();
        }
    }

    /// Looks at the clock, which starts at the first look: most evaluations are over before it.
    private void look() {
        if (time.look() > maxNanos) {
            throw EvaluationError.limit("Expression evaluation timeout: Check for infinite loop");
        }
        if (stopped.getAsBoolean()) {
            throw new CancellationException("the evaluation of a JSONata expression was stopped");
        }
    }

    static EvaluationError tooDeep() {
        return EvaluationError.limit(
                "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as"
                        + " tail-recursive");
    }

    static EvaluationError tooBig() {
        return EvaluationError.limit("Expression evaluation memory limit exceeded: Check for excessive memory usage");
    }

    /// Returns the sum of two sizes, of strings or any other values. Throws [EvaluationError] when it is too
    /// large.
    static long sum(long size, long more) {
        if (size + more > MAX_SIZE) {
            throw tooBig();
        }
        return size + more;
    }

    /// Returns the text unless it is too big.
    static String checked(String text) {
        sum(0, text.length());
        return text;
    }

    static long size(@Nullable JsonNode value) {
        return switch (value) {
            case TextNode text -> text.textValue().length();
            case ComputedArray array -> array.weight();
            case ComputedObject object -> object.weight();
            case null, default -> SCALAR;
        };
    }

    /// Returns the nesting of a value. Throws [EvaluationError] when it must not be nested any deeper.
    static int nesting(@Nullable JsonNode value) {
        int nesting = switch (value) {
            case ComputedArray array -> array.nesting();
            case ComputedObject object -> object.nesting();
            case null, default -> 0;
        };
        if (nesting >= MAX_NESTING_OF_COMPUTED) {
            throw tooDeep();
        }
        return nesting;
    }
}
