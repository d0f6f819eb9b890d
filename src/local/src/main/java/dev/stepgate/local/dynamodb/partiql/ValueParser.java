// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.dynamodb.partiql;

import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.dynamodb.item.AttributeValue;
import dev.stepgate.local.dynamodb.item.DynamoDbErrors;
import dev.stepgate.local.dynamodb.item.NumberRules;
import dev.stepgate.local.dynamodb.partiql.Token.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Parses values
/// ([data types](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ql-reference.data-types.html)).
final class ValueParser {
    private final Tokens tokens;

    ValueParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /// Returns true when a value begins here, not a path or a function.
    boolean startsHere() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case TEXT, NUMBER, PARAMETER -> true;
            case SYMBOL -> token.is("[") || token.is("{") || token.is("<<") || token.is("-") || token.is("+");
            case WORD -> token.isWord("true") || token.isWord("false") || token.isWord("null");
            case NAME, END -> false;
        };
    }

    AttributeValue value() {
        return value("root");
    }

    /// @param place of the value in the whole one, as messages name it
    private AttributeValue value(String place) {
        Token token = tokens.peek();
        if (!startsHere()) {
            throw token.isName() && tokens.peekSecond().is("(")
                    ? Malformed.at(token, "Unsupported data type: " + token.text() + " under key " + place)
                    : Malformed.unexpected(token);
        }
        if (token.kind() == Kind.PARAMETER) {
            return tokens.parameter();
        }
        tokens.take();
        return token.kind() == Kind.SYMBOL ? composite(token, place) : scalar(token, place);
    }

    private AttributeValue composite(Token opening, String place) {
        return switch (opening.text()) {
            case "[" -> list(place);
            case "{" -> new AttributeValue.M(members(place));
            case "<<" -> set();
            case "-" -> number("-" + digits(), place);
            default -> number(digits(), place);
        };
    }

    private AttributeValue scalar(Token token, String place) {
        return switch (token.kind()) {
            case TEXT -> new AttributeValue.S(token.text());
            case NUMBER -> number(token.text(), place);
            case WORD ->
                token.isWord("null") ? new AttributeValue.Null() : new AttributeValue.Bool(token.isWord("true"));
            case NAME, PARAMETER, SYMBOL, END -> throw Malformed.unexpected(token);
        };
    }

    private String digits() {
        if (tokens.peek().kind() != Kind.NUMBER) {
            throw Malformed.unexpected(tokens.peek());
        }
        return tokens.take().text();
    }

    private static AttributeValue number(String digits, String place) {
        BigDecimal number = decimal(digits);
        try {
            return new AttributeValue.N(NumberRules.inRange(number));
        } catch (AwsException outside) {
            throw DynamoDbErrors.validation(outside.message() + " under " + place);
        }
    }

    /// Reads digits whose exponent, and the scale that it leads to, must fit 32 bits.
    private static BigDecimal decimal(String digits) {
        try {
            int exponent = Math.max(digits.indexOf('e'), digits.indexOf('E'));
            if (exponent >= 0) {
                int unused = Integer.parseInt(digits.substring(exponent + 1));
            }
            return new BigDecimal(digits);
        } catch (NumberFormatException _) {
            throw Malformed.statement("");
        }
    }

    private AttributeValue list(String place) {
        List<AttributeValue> elements = new ArrayList<>();
        tokens.enter();
        while (!tokens.takeIf("]")) {
            separator(elements.isEmpty());
            elements.add(value(place + "[" + elements.size() + "]"));
        }
        tokens.leave();
        return new AttributeValue.L(elements);
    }

    private void separator(boolean isFirst) {
        if (!isFirst) {
            tokens.require(",");
        }
    }

    /// Parses the attributes of an item, after its opening brace.
    Map<String, AttributeValue> attributes() {
        return members("");
    }

    private Map<String, AttributeValue> members(String place) {
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        tokens.enter();
        while (!tokens.takeIf("}")) {
            separator(members.isEmpty());
            if (tokens.peek().kind() != Kind.TEXT) {
                throw Malformed.unexpected(tokens.peek());
            }
            String name = tokens.take().text();
            tokens.require(":");
            members.put(name, value(place.isEmpty() ? "root" : place + "." + name));
        }
        tokens.leave();
        return members;
    }

    private AttributeValue set() {
        List<AttributeValue> elements = new ArrayList<>();
        while (!tokens.takeIf(">>")) {
            separator(elements.isEmpty());
            elements.add(value());
        }
        if (elements.isEmpty()) {
            throw DynamoDbErrors.validation("Empty bags are not supported");
        }
        if (new LinkedHashSet<>(elements).size() < elements.size()) {
            throw DynamoDbErrors.invalidParameters("Input collection " + texts(elements) + " contains duplicates.");
        }
        return set(elements);
    }

    private static AttributeValue set(List<AttributeValue> elements) {
        return switch (elements.getFirst()) {
            case AttributeValue.S _ ->
                new AttributeValue.SS(all(elements, AttributeValue.S.class, AttributeValue.S::text));
            case AttributeValue.N _ ->
                new AttributeValue.NS(all(elements, AttributeValue.N.class, AttributeValue.N::value));
            case AttributeValue.B _ ->
                new AttributeValue.BS(all(elements, AttributeValue.B.class, AttributeValue.B::bytes));
            case AttributeValue.Bool _,
                    AttributeValue.Null _,
                    AttributeValue.SS _,
                    AttributeValue.NS _,
                    AttributeValue.BS _,
                    AttributeValue.L _,
                    AttributeValue.M _ -> throw noSet();
        };
    }

    private static AwsException noSet() {
        return DynamoDbErrors.validation("A set <<...>> holds strings only, numbers only, or binaries only");
    }

    private static <V extends AttributeValue, T> Set<T> all(
            List<AttributeValue> elements, Class<V> type, Function<V, T> content) {
        Set<T> all = new LinkedHashSet<>();
        for (AttributeValue element : elements) {
            if (!type.isInstance(element)) {
                throw noSet();
            }
            all.add(content.apply(type.cast(element)));
        }
        return all;
    }

    private static String texts(List<AttributeValue> elements) {
        return elements.stream()
                .map(element -> element.toJson().path(element.type()).asText())
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
