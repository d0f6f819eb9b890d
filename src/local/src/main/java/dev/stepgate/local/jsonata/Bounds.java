// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser;
import com.dashjoin.jsonata.Utils;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How deep, how long and how big one evaluation may become: 100 levels, 5 seconds, and 6,990,256 bytes for any one
/// value, a number counted as 8 and a character as 1. The figures and sentences were measured on AWS by the authors of
/// [floci](https://github.com/floci-io/floci).
final class Bounds implements Jsonata.EntryCallback, Jsonata.ExitCallback {
    static final String TOO_BIG = "Expression evaluation memory limit exceeded: Check for excessive memory usage";

    private static final String TOO_DEEP =
            "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive";
    private static final String TOO_LONG = "Expression evaluation timeout: Check for infinite loop";
    private static final int DEEPEST = 100;
    private static final long LONGEST_NANOS = 5_000_000_000L;
    private static final int STEPS_BETWEEN_LOOKS_AT_THE_CLOCK = 256;
    private static final long BIGGEST = 6_990_256;
    private static final long SCALAR = 8;

    private final long start = System.nanoTime();
    private int depth;
    private int steps;

    static void on(Jsonata.Frame frame) {
        Bounds bounds = new Bounds();
        frame.setEvaluateEntryCallback(bounds);
        frame.setEvaluateExitCallback(bounds);
    }

    @Override
    public void callback(Parser.Symbol expression, @Nullable Object input, Jsonata.Frame environment) {
        if (++depth > DEEPEST) {
            throw new EvaluationError(TOO_DEEP);
        }
        if (++steps % STEPS_BETWEEN_LOOKS_AT_THE_CLOCK == 0 && System.nanoTime() - start > LONGEST_NANOS) {
            throw new EvaluationError(TOO_LONG);
        }
    }

    @Override
    public void callback(
            Parser.Symbol expression, @Nullable Object input, Jsonata.Frame environment, @Nullable Object result) {
        depth--;
        if (size(result, 0) > BIGGEST) {
            throw new EvaluationError(TOO_BIG);
        }
    }

    /// Stops counting soon after the limit. What came in as JSON is within AWS's limits already.
    private static long size(@Nullable Object value, long counted) {
        return switch (value) {
            case String text -> counted + text.length();
            case ObjectView _, ArrayView _ -> counted + SCALAR;
            case Utils.RangeList range -> counted + range.size() * SCALAR;
            case List<?> list -> {
                long size = counted;
                for (int i = 0; i < list.size() && size <= BIGGEST; i++) {
                    size = size(list.get(i), size);
                }
                yield size;
            }
            case Map<?, ?> map -> {
                long size = counted;
                for (Map.Entry<?, ?> member : map.entrySet()) {
                    size = size > BIGGEST ? size : size(member.getValue(), size(member.getKey(), size));
                }
                yield size;
            }
            case null, default -> counted + SCALAR;
        };
    }
}
