// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.pattern;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/// Counts the patterns without `$or` that a pattern stands for: the library makes each of them, so that twenty
/// pairs would be a million. Reads the text as the library does, token by token, so that both see the same.
///
/// EventBridge takes 1,000 ([Using
/// $or](https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html)).
final class Combinations {
    private static final int MAX = 1_000;
    private static final JsonFactory FACTORY = new JsonFactory();

    private Combinations() {}

    static void require(String text) throws InvalidPatternException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() == JsonToken.START_OBJECT && ofObject(parser) > MAX) {
                throw new InvalidPatternException("$or results in more than " + MAX + " rule combinations");
            }
        } catch (IOException e) {
            throw new InvalidPatternException(String.valueOf(e.getMessage()));
        }
    }

    private static long ofObject(JsonParser parser) throws IOException {
        long product = 1;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isOr = parser.currentName().equals("$or");
            product = product * Math.max(1, ofValue(parser, isOr));
            product = Math.min(product, MAX + 1);
        }
        return product;
    }

    /// @param isOr whether the elements of an array are alternatives
    private static long ofValue(JsonParser parser, boolean isOr) throws IOException {
        JsonToken start = parser.nextToken();
        if (start == JsonToken.START_OBJECT) {
            return ofObject(parser);
        }
        if (start != JsonToken.START_ARRAY || !isOr) {
            parser.skipChildren();
            return 1;
        }
        long sum = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            sum += parser.currentToken() == JsonToken.START_OBJECT ? ofObject(parser) : 1;
        }
        return Math.min(sum, MAX + 1);
    }
}
