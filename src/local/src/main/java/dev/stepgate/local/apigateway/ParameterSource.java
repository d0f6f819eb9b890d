// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.path.JsonPath;
import java.util.List;
import java.util.Optional;

/// The right side of a parameter mapping
/// ([expressions](https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html)).
public sealed interface ParameterSource {
    record Literal(String text) implements ParameterSource {}

    record Path(String name) implements ParameterSource {}

    record Query(String name, Values values) implements ParameterSource {}

    record Header(String name, Values values) implements ParameterSource {}

    /// A part of the body, or all of it.
    record Body(Optional<JsonPath> path) implements ParameterSource {}

    /// A context variable: `context.identity.sourceIp` is `[identity, sourceIp]`.
    record Context(List<String> path) implements ParameterSource {}

    record StageVariable(String name) implements ParameterSource {}

    /// Returns what it is in a sentence, such as `header Authorization`.
    default String described() {
        return switch (this) {
            case Literal literal -> "text '" + literal.text() + "'";
            case Path path -> "path parameter " + path.name();
            case Query query -> "query parameter " + query.name();
            case Header header -> "header " + header.name();
            case Body _ -> "body";
            case Context context -> "$context." + String.join(".", context.path());
            case StageVariable variable -> "stage variable " + variable.name();
        };
    }

    enum Values {
        LAST,
        ALL
    }
}
