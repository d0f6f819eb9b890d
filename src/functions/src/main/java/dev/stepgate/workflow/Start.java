// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.workflow;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.stepgate.claim.Bodies;
import dev.stepgate.claim.Claim;
import dev.stepgate.handler.EventLog;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The first step. Its input is `{"bucket": of large bodies, "execution": name, "input": the execution's}`, any JSON or
/// a
/// claim to a body in that bucket, which it fetches.
public final class Start implements RequestHandler<Object, Step> {
    private final Supplier<Bodies> bodies;

    public Start() {
        this(() -> OfS3.BODIES);
    }

    Start(Supplier<Bodies> bodies) {
        this.bodies = bodies;
    }

    /// Made with the first claim: a start without one takes a quarter less.
    private static final class OfS3 {
        static final Bodies BODIES = new Bodies();
    }

    @Override
    public Step handleRequest(Object input, Context context) {
        Optional<byte[]> body = Claim.in(input).map(claim -> bodies.get().redeem(claim));
        EventLog.info(
                context,
                "started",
                body.map(bytes -> Map.of("bytes", String.valueOf(bytes.length))).orElse(Map.of()));
        return new Step("start");
    }
}
