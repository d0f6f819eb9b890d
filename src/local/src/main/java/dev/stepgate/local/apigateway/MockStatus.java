// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The status that the request template of a mock integration gives: `{"statusCode": 200}`, which API Gateway
/// also reads without the quotes.
public final class MockStatus {
    private static final ObjectReader LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build()
            .reader();

    private MockStatus() {}

    /// Nothing when there is no whole number.
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
