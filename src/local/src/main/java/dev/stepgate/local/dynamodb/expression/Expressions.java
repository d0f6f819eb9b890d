// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.expression;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.ItemSize;
import dev.stepgate.local.dynamodb.item.Projection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/// The parsed and checked expressions of one request. Made by operations from their input; every refusal is a
/// ValidationException.
///
/// @param keyConditions by attribute; empty without a KeyConditionExpression
public record Expressions(
        Optional<Update> update,
        Optional<Condition> condition,
        Optional<Map<String, AttributeCondition>> keyConditions,
        Optional<Condition> filter,
        Optional<Projection> projection) {

    private static final Expressions NONE =
            new Expressions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    private static final String NAMES = "ExpressionAttributeNames";
    private static final String VALUES = "ExpressionAttributeValues";
    private static final Pattern NAME = Pattern.compile("#[0-9a-zA-Z_]+");
    private static final Pattern VALUE = Pattern.compile(":[0-9a-zA-Z_]+");
    private static final int MAX_BYTES = 4096;

    /// Reads the expressions of a request, by their names in the API.
    public static Expressions read(JsonNode input) {
        if (isWithoutExpressions(input)) {
            return NONE;
        }
        Placeholders placeholders = new Placeholders(names(input), values(input));
        Optional<Update> update = parse(input, "UpdateExpression", placeholders, UpdateParser::parse);
        Optional<Condition> condition = parse(input, "ConditionExpression", placeholders, ConditionParser::parse);
        Optional<Condition> keys = parse(input, "KeyConditionExpression", placeholders, ConditionParser::parse);
        Optional<Condition> filter = parse(input, "FilterExpression", placeholders, ConditionParser::parse);
        Optional<Projection> projection = parse(input, "ProjectionExpression", placeholders, ProjectionParser::parse);
        placeholders.requireAllUsed();
        return new Expressions(update, condition, keys.map(KeyConditions::of), filter, projection);
    }

    private static boolean isWithoutExpressions(JsonNode input) {
        return !input.has("UpdateExpression")
                && !input.has("ConditionExpression")
                && !input.has("KeyConditionExpression")
                && !input.has("FilterExpression")
                && !input.has("ProjectionExpression")
                && !input.has(NAMES)
                && !input.has(VALUES);
    }

    private static Map<String, String> names(JsonNode input) {
        Map<String, String> names = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : entries(input, NAMES, NAME)) {
            names.put(entry.getKey(), entry.getValue().asText());
        }
        return names;
    }

    private static Map<String, AttributeValue> values(JsonNode input) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : entries(input, VALUES, VALUE)) {
            try {
                values.put(entry.getKey(), AttributeValue.read(entry.getValue()));
            } catch (AwsException invalid) {
                throw DynamoDbErrors.validation(
                        VALUES + " contains invalid value: " + invalid.message() + " for key " + entry.getKey());
            }
        }
        return values;
    }

    private static Iterable<Map.Entry<String, JsonNode>> entries(JsonNode input, String parameter, Pattern key) {
        JsonNode map = input.path(parameter);
        if (input.hasNonNull(parameter) && map.isEmpty()) {
            throw DynamoDbErrors.validation(parameter + " must not be empty");
        }
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            if (!key.matcher(entry.getKey()).matches()) {
                throw DynamoDbErrors.validation(
                        parameter + " contains invalid key: Syntax error; key: \"" + entry.getKey() + "\"");
            }
        }
        return map.properties();
    }

    private static <T> Optional<T> parse(
            JsonNode input, String parameter, Placeholders placeholders, BiFunction<String, Placeholders, T> parser) {
        return Members.text(input, parameter).map(text -> {
            try {
                return parser.apply(checked(text), placeholders);
            } catch (ExpressionException invalid) {
                throw DynamoDbErrors.validation("Invalid " + parameter + ": " + invalid.message());
            }
        });
    }

    private static String checked(String text) {
        if (text.isBlank()) {
            throw new ExpressionException("The expression can not be empty;");
        }
        int bytes = ItemSize.utf8Length(text);
        if (bytes > MAX_BYTES) {
            throw new ExpressionException(
                    "Expression size has exceeded the maximum allowed size; expression size: " + bytes);
        }
        return text;
    }
}
