// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.GatewayFailure;
import dev.stepgate.local.apigateway.rest.RestIntegration.ContentHandling;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
        return switch (wanted(accepted, handling)) {
            case CONVERT_TO_BINARY -> binary ? body : decode(body);
            case CONVERT_TO_TEXT -> binary ? Base64.getEncoder().encode(body) : text(body);
        };
    }

    private static ContentHandling wanted(boolean accepted, Optional<ContentHandling> handling) {
        return handling.orElse(accepted ? ContentHandling.CONVERT_TO_BINARY : ContentHandling.CONVERT_TO_TEXT);
    }

    /// Requires a payload that a request template can read: UTF-8 (`test_apigateway_s3.py` of
    /// localstack/localstack).
    static void requireUtf8ForTemplate(byte[] body) {
        if (isAscii(body)) {
            return;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException _) {
            throw GatewayFailure.internal().because("a request template cannot read a binary payload");
        }
    }

    /// Requires a payload that a response template can read: none that is, or has become, binary
    /// (`test_apigateway_s3.py` of localstack/localstack).
    static void requireTextForTemplate(byte[] body, boolean accepted, Optional<ContentHandling> handling) {
        if (body.length > 0 && wanted(accepted, handling) == ContentHandling.CONVERT_TO_BINARY) {
            throw GatewayFailure.internal().because("a response template cannot read a binary payload");
        }
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
        return isAscii(body) ? body : new String(body, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isAscii(byte[] body) {
        for (byte each : body) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }
}
