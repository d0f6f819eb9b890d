// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// `ContentHandlingStrategy` (developer guide, "Binary media types for WebSocket APIs in API Gateway").
enum ContentHandling {
    AS_IS,
    CONVERT_TO_BINARY,
    CONVERT_TO_TEXT;

    static ContentHandling read(ResourceNode owner) {
        return owner.choice("ContentHandlingStrategy", ContentHandling.class, AS_IS);
    }

    /// @throws IllegalArgumentException when the payload should be Base64 but is not
    byte[] convert(byte[] payload) {
        return switch (this) {
            case AS_IS -> payload;
            case CONVERT_TO_BINARY -> Base64.getDecoder().decode(payload);
            case CONVERT_TO_TEXT -> Base64.getEncoder().encode(payload);
        };
    }

    static String text(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8);
    }
}
