// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads the status from the rendered request template of a mock integration: `{"statusCode": 200}`, which
/// API Gateway accepts without the quotes as well.
public final class MockStatus {
    private static final ObjectReader LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build()
            .reader();

    private MockStatus() {}

    /// Returns the status; empty when it is not a whole number.
    public static Optional<String> of(byte[] body) {
        try {
            JsonNode status =
                    LENIENT.readTree(new String(body, StandardCharsets.UTF_8)).path("statusCode");
            return status.isIntegralNumber() ? Optional.of(status.asText()) : Optional.empty();
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }
}
