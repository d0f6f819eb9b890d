// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A text with variables that evaluates to a key: `$request.body.action`, `${request.body.version}-beta`,
/// `\$default` (developer guide, "WebSocket selection expressions").
record SelectionExpression(List<Part> parts) {
    static final String DEFAULT = "$default";

    private static final Pattern TOKEN = Pattern.compile(
            "\\\\\\$|\\$default|\\$\\{(?<braced>[^}]*)}|\\$(?<bare>[A-Za-z0-9_.\\-\\[\\]'\"]+)|[^\\\\$]+|.");

    sealed interface Part {
        record Text(String text) implements Part {}

        record Variable(ValueSource source) implements Part {}
    }

    /// Parses the expression of a property; an unknown variable is a problem.
    static SelectionExpression parse(ResourceNode place) {
        List<Part> parts = new ArrayList<>();
        Matcher token = TOKEN.matcher(place.node().asText());
        while (token.find()) {
            String variable = token.group("braced") == null ? token.group("bare") : token.group("braced");
            parts.add(variable == null ? text(token.group()) : variable(place, variable));
        }
        return new SelectionExpression(List.copyOf(parts));
    }

    /// Parses the expression of a property that may be absent.
    static Optional<SelectionExpression> optional(ResourceNode owner, String property) {
        return owner.has(property) ? Optional.of(parse(owner.member(property))) : Optional.empty();
    }

    private static Part text(String token) {
        return new Part.Text(token.equals("\\$") ? "$" : token);
    }

    private static Part variable(ResourceNode place, String name) {
        return new Part.Variable(ValueSource.parse(name).orElseGet(() -> {
            place.problem("expected $request.body.NAME or another variable of selection expressions, not $" + name);
            return new ValueSource.Literal("");
        }));
    }

    /// Returns the key; empty when a variable has no value.
    Optional<String> evaluate(Function<ValueSource, Optional<String>> values) {
        StringBuilder key = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Text(String text) -> key.append(text);
                case Part.Variable(ValueSource source) -> {
                    Optional<String> value = values.apply(source);
                    if (value.isEmpty()) {
                        return Optional.empty();
                    }
                    key.append(value.get());
                }
            }
        }
        return Optional.of(key.toString());
    }
}
