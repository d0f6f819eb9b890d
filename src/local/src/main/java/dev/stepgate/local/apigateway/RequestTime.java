// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.SecondsFormat;
import java.time.Instant;

/// Writes `$context.requestTime`, the time of a request as in logs: `09/Apr/2015:12:34:56 +0000`. Thread-safe.
public final class RequestTime {
    private static final SecondsFormat CLF = new SecondsFormat("dd/MMM/yyyy:HH:mm:ss Z");

    private RequestTime() {}

    public static String of(Instant time) {
        return CLF.of(time);
    }
}
