// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/// Converts JSON values that the service's framework accepts for another type.
public final class WireTypes {
    private WireTypes() {}

    /// Reads a boolean, which may be given as a string.
    public static boolean flag(JsonNode json) {
        return json.isTextual() ? parseFlag(json.asText()).orElse(false) : json.asBoolean();
    }

    /// Parses `true`, `1` and `yes`, `false`, `0` and `no`, ignoring case.
    public static Optional<Boolean> parseFlag(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "TRUE", "1", "YES" -> Optional.of(true);
            case "FALSE", "0", "NO" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
