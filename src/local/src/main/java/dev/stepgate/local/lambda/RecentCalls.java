// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import dev.stepgate.local.concurrent.Newest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongFunction;

/// The latest finished calls of functions, at most 200 and about 8 MiB in all. Thread-safe.
public final class RecentCalls {
    private static final int MAX_CALLS = 200;
    private static final long MAX_BYTES = 8L * 1024 * 1024;

    private final Newest<RecordedCall> newest = new Newest<>(MAX_CALLS, MAX_BYTES, RecordedCall::bytes);

    /// One call.
    ///
    /// @param number counts from 1
    /// @param function its logical id
    /// @param request with the event
    /// @param result with the answer and the end of the log
    public record RecordedCall(
            long number,
            String function,
            Instant began,
            Duration took,
            InvokeRequest request,
            InvocationResult result) {
        long bytes() {
            return 1_000L
                    + request.payload().length
                    + result.payload().length
                    + result.call().logTail().length();
        }
    }

    void add(LongFunction<RecordedCall> call) {
        newest.add(call);
    }

    /// The number of calls so far, kept or not.
    public long count() {
        return newest.count();
    }

    /// Returns the calls, newest first.
    public List<RecordedCall> all() {
        return newest.all();
    }
}
