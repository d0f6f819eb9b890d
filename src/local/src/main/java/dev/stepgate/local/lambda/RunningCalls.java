// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// The running calls, by the tracing header that is unique to each
/// ([format](https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader)).
/// AWS's SDKs send it with every request of a function, so that a request shows which call waits for its
/// answer.
final class RunningCalls {
    private static final HexFormat HEX = HexFormat.of();
    private static final int RANDOM_DIGITS = 24;

    private final Map<String, Call> byTrace = new ConcurrentHashMap<>();
    private final AtomicLong count = new AtomicLong();

    /// Returns the call's new tracing header.
    String add(Call call) {
        String digits =
                (call.request().requestId().replace("-", "") + "0".repeat(RANDOM_DIGITS)).substring(0, RANDOM_DIGITS);
        String trace = "Root=1-" + HEX.toHexDigits((int) (call.start() / 1000)) + "-" + digits + ";Parent="
                + HEX.toHexDigits(count.incrementAndGet()) + ";Sampled=0";
        byTrace.put(trace, call);
        return trace;
    }

    /// Returns a generator that depends on the name alone.
    static RandomGenerator random(String name) {
        UUID hash = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new SplittableRandom(hash.getMostSignificantBits());
    }

    void remove(Call call) {
        byTrace.remove(call.trace());
    }

    Optional<Call> find(String trace) {
        return Optional.ofNullable(byTrace.get(trace));
    }
}
