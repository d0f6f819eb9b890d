// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Writes `$context.requestTime`, the time of a request as in logs: `09/Apr/2015:12:34:56 +0000`. Requests of one
/// second share the text. Thread-safe.
public final class RequestTime {
    private static final DateTimeFormatter CLF =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static volatile Second last = new Second(0, CLF.format(Instant.EPOCH));

    private record Second(long epoch, String text) {}

    private RequestTime() {}

    public static String of(Instant time) {
        Second known = last;
        if (known.epoch() != time.getEpochSecond()) {
            known = new Second(time.getEpochSecond(), CLF.format(time));
            last = known;
        }
        return known.text();
    }
}
