// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.time.Instant;

/// The value of the `Date` field (RFC 9110, section 6.6.1), formatted once a second.
public final class HttpDate {
    private static final SecondsFormat FORMAT = new SecondsFormat("EEE, dd MMM yyyy HH:mm:ss 'GMT'");

    private HttpDate() {}

    static String now() {
        return of(Instant.now());
    }

    public static String of(Instant now) {
        return FORMAT.of(now);
    }
}
