// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Timestamps of a definition: RFC 3339 with `T` and `Z` in upper case ([States Language,
/// Timestamps](https://states-language.net/spec.html#timestamps)).
final class Timestamps {
    private Timestamps() {}

    static Instant read(DefinitionValue value) {
        String text = value.text();
        try {
            if (text.equals(text.toUpperCase(Locale.ROOT))) {
                return OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                        .toInstant();
            }
        } catch (DateTimeException _) {
            // reported below, as lower-case letters are
        }
        if (value.isText()) {
            value.problem("String does not match RFC3339 timestamp");
        }
        return Instant.EPOCH;
    }
}
