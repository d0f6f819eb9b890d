// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.evaluation.RunningTime;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// How deep, how long and how big one evaluation may become: 100 levels, 5 seconds, and 6,990,256 bytes for
/// any one value, a number counted as 8 and a character as 1; what came in as JSON counts as 8 as well,
/// whatever it holds. The figures and sentences were measured on AWS by the authors of
/// [floci](https://github.com/floci-io/floci).
///
/// What an expression puts together may be nested 500 levels deep, and its result 1,000: the JSON library
/// could not write a deeper one.
///
/// Every loop whose length an expression decides counts its steps here.
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

    /// `stopped` is asked now and then whether the evaluation is to be given up.
    Bounds(int maxDepth, long maxNanos, BooleanSupplier stopped) {
        this.maxDepth = maxDepth;
        this.maxNanos = maxNanos;
        this.stopped = stopped;
    }

    /// Into a part of the expression. Throws [EvaluationError].
    void enter() {
        if (++depth > maxDepth) {
            throw tooDeep();
        }
        step();
    }

    void leave() {
        depth--;
    }

    /// Throws [EvaluationError] when time is over, and [CancellationException] when the evaluation is to stop.
    void step() {
        if (++steps % STEPS_BETWEEN_LOOKS == 0) {
            look();
        }
    }

    /// The same for so many steps at once.
    void steps(long more) {
        long looks = steps / STEPS_BETWEEN_LOOKS;
        steps += more;
        if (steps / STEPS_BETWEEN_LOOKS > looks) {
            look();
        }
    }

    /// The time starts at the first look: most evaluations are over before it.
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

    /// The sum of two sizes, of a text or any other value. Throws [EvaluationError] when it is too big.
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

    /// Throws [EvaluationError] when nothing more may be put around the value.
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
