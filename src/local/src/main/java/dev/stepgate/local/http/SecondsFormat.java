// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Formats times to the second, in UTC, for texts that nearly every request needs: those of one second are formatted
/// once. Thread-safe.
public final class SecondsFormat {
    private final DateTimeFormatter format;
    private volatile Written last = new Written(Long.MIN_VALUE, "");

    private record Written(long second, String text) {}

    /// @param pattern of [DateTimeFormatter], without a part of a second
    public SecondsFormat(String pattern) {
        format = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }

    public String of(Instant time) {
        Written written = last;
        if (written.second() != time.getEpochSecond()) {
            written = new Written(time.getEpochSecond(), format.format(time));
            last = written;
        }
        return written.text();
    }
}
