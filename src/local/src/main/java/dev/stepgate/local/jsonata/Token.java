// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepgate.local.json.Json;
import java.util.regex.Pattern;

/// A token that [Tokenizer] reads.
sealed interface Token {

    /// A symbol, or one of the words `and`, `or` and `in`.
    record Operator(String symbol) implements Token {}

    record Name(String name) implements Token {}

    /// A variable's name without its `$`.
    record Variable(String name) implements Token {}

    record Literal(JsonNode value) implements Token {}

    record Regex(Pattern pattern) implements Token {}

    record End() implements Token {}

    default boolean is(String symbol) {
        return this instanceof Operator operator && operator.symbol().equals(symbol);
    }

    /// The token as messages show it.
    default String shown() {
        return Json.write(value());
    }

    /// The token as a part of a function's signature.
    default String text() {
        return value().asText();
    }

    private JsonNode value() {
        return switch (this) {
            case Operator operator -> TextNode.valueOf(operator.symbol());
            case Name name -> TextNode.valueOf(name.name());
            case Variable variable -> TextNode.valueOf(variable.name());
            case Literal literal -> literal.value();
            case Regex regex -> TextNode.valueOf(regex.pattern().pattern());
            case End _ -> TextNode.valueOf("(end)");
        };
    }
}
