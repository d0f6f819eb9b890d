// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import dev.stepgate.local.path.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A body from which parameters are mapped.
@SuppressWarnings("ArrayRecordComponent")
record MappedBody(byte[] bytes, Rules rules) {
    private static final Pattern BEGINS_LIKE_JSON = Pattern.compile("[{\\[\"']");

    /// What holds for a body beside its text. The integrations of REST APIs take an empty one for `{}`, and fail for
    /// one that begins like JSON and is not, even where it is mapped whole (validated with API Gateway by
    /// localstack/localstack, `test_parameters_mapping.py`).
    enum Rules {
        NONE,
        REST_REQUEST,
        REST_RESPONSE
    }

    List<String> find(Optional<JsonPath> path) {
        return path.map(asked ->
                        asked.find(data()).map(MappedBody::text).stream().toList())
                .orElseGet(() -> List.of(whole()));
    }

    private String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String whole() {
        return switch (rules) {
            case NONE -> text();
            case REST_REQUEST, REST_RESPONSE -> {
                JsonNode _ = data();
                yield bytes.length == 0 ? "{}" : text().strip();
            }
        };
    }

    private JsonNode data() {
        return switch (rules) {
            case NONE -> parsed(text());
            case REST_REQUEST, REST_RESPONSE -> {
                String text = text().strip();
                yield BEGINS_LIKE_JSON.matcher(text).lookingAt() ? parsed(text) : MissingNode.getInstance();
            }
        };
    }

    private JsonNode parsed(String text) {
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException e) {
            throw failure().because("a mapped body is not JSON: " + e.getMessage());
        }
    }

    private GatewayFailure failure() {
        return switch (rules) {
            case NONE, REST_REQUEST -> GatewayFailure.badRequest("Invalid JSON in request body");
            case REST_RESPONSE -> GatewayFailure.internal();
        };
    }

    private static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : Json.write(value);
    }
}
