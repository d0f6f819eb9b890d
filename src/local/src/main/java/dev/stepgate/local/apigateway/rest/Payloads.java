// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.rest.RestIntegration.ContentHandling;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Converts payloads between text and binary
/// ([rules](https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-payload-encodings-workflow.html)).
final class Payloads {
    private Payloads() {}

    /// @param binary whether the request's content type is one of the API's binary media types
    static byte[] ofRequest(byte[] body, boolean binary, Optional<ContentHandling> handling) {
        return switch (handling.orElse(null)) {
            case CONVERT_TO_BINARY -> binary ? body : decode(body);
            case CONVERT_TO_TEXT -> binary ? Base64.getEncoder().encode(body) : text(body);
            case null -> binary ? body : text(body);
        };
    }

    /// @param binary whether the endpoint's content type is one of the API's binary media types
    /// @param accepted whether the first type that the client accepts is one of them
    static byte[] ofResponse(byte[] body, boolean binary, boolean accepted, Optional<ContentHandling> handling) {
        ContentHandling wanted =
                handling.orElse(accepted ? ContentHandling.CONVERT_TO_BINARY : ContentHandling.CONVERT_TO_TEXT);
        return switch (wanted) {
            case CONVERT_TO_BINARY -> binary ? body : decode(body);
            case CONVERT_TO_TEXT -> binary ? Base64.getEncoder().encode(body) : text(body);
        };
    }

    private static byte[] decode(byte[] body) {
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException _) {
            throw GatewayFailure.internal().because("CONVERT_TO_BINARY: the payload is not Base64");
        }
    }

    /// Replaces bytes that are not UTF-8 by U+FFFD.
    private static byte[] text(byte[] body) {
        for (byte each : body) {
            if (each < 0) {
                return new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
            }
        }
        return body;
    }
}
