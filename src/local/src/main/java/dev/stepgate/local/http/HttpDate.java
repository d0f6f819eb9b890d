// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The value of the `Date` field (RFC 9110, section 6.6.1), formatted once a second.
public final class HttpDate {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static volatile Written last = new Written(-1, "");

    private HttpDate() {}

    static String now() {
        return of(Instant.now());
    }

    public static String of(Instant now) {
        Written written = last;
        if (written.second() != now.getEpochSecond()) {
            written = new Written(now.getEpochSecond(), FORMAT.format(now));
            last = written;
        }
        return written.text();
    }

    private record Written(long second, String text) {}
}
