// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.item;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Optional;

/// JSON values that the service's framework takes for another type.
public final class WireTypes {
    private WireTypes() {}

    /// A Boolean, which may have been written as a text.
    public static boolean flag(JsonNode json) {
        return json.isTextual() ? parseFlag(json.asText()).orElse(false) : json.asBoolean();
    }

    /// `true`, `1` and `yes`, `false`, `0` and `no` in any case.
    public static Optional<Boolean> parseFlag(String text) {
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "TRUE", "1", "YES" -> Optional.of(true);
            case "FALSE", "0", "NO" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
