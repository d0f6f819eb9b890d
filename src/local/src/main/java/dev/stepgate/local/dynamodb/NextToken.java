// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.Item;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// The place at which a SELECT goes on, as clients see it: they may send it with the same statement and the
/// same parameters only.
final class NextToken {
    private NextToken() {}

    static String of(Item last, JsonNode input) {
        JsonNode token = JsonNodeFactory.instance
                .objectNode()
                .put("statement", statement(input))
                .set("last", last.toJson());
        return Base64.getEncoder().encodeToString(token.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Returns the last item of the page before; empty without a token.
    static Optional<Item> read(JsonNode input) {
        return Members.text(input, "NextToken").map(text -> {
            JsonNode token = decode(text);
            if (token.path("statement").asInt() != statement(input)) {
                throw DynamoDbErrors.validation("NextToken does not match request");
            }
            return Item.read(token.path("last"));
        });
    }

    private static JsonNode decode(String text) {
        try {
            return Json.parse(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | JsonSyntaxException _) {
            throw DynamoDbErrors.validation("Invalid NextToken");
        }
    }

    private static int statement(JsonNode input) {
        return (input.path("Statement").asText() + input.path("Parameters")).hashCode();
    }
}
