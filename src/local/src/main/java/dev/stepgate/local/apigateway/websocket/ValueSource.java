// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.path.JsonPath;
import dev.stepgate.local.path.PathSyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The source of a value for a selection expression or a parameter mapping (developer guide, "WebSocket
/// selection expressions" and "Set up data mapping for WebSocket APIs in API Gateway").
sealed interface ValueSource {
    record Literal(String text) implements ValueSource {}

    /// A part of the message, or all of it.
    record RequestBody(Optional<JsonPath> path) implements ValueSource {}

    /// A header of the request that opened the connection, available only in `$connect`.
    record RequestHeader(String name, Values values) implements ValueSource {}

    record RequestQuery(String name, Values values) implements ValueSource {}

    /// A context variable: `context.identity.sourceIp` is `[identity, sourceIp]`.
    record Context(List<String> path) implements ValueSource {}

    record StageVariable(String name) implements ValueSource {}

    record ResponseStatus() implements ValueSource {}

    record ResponseHeader(String name, Values values) implements ValueSource {}

    record ResponseBody(Optional<JsonPath> path) implements ValueSource {}

    enum Values {
        LAST,
        ALL
    }

    Pattern VARIABLE = Pattern.compile(
            "(?:route\\.)?(?<request>request)\\.(?<kind>body|header|querystring|multivalueheader|multivaluequerystring)(?:\\.(?<name>.+))?"
                    + "|integration\\.response\\.(?<response>statuscode|body|header|multivalueheader)(?:\\.(?<field>.+))?"
                    + "|context\\.(?<context>.+)|stageVariables\\.(?<stage>.+)|'(?<literal>.*)'",
            Pattern.DOTALL);

    /// Parses a source; empty when the text does not name a known one.
    static Optional<ValueSource> parse(String text) {
        Matcher variable = VARIABLE.matcher(text);
        if (!variable.matches()) {
            return Optional.empty();
        }
        if (variable.group("literal") != null) {
            return Optional.of(new Literal(variable.group("literal")));
        }
        if (variable.group("context") != null) {
            return Optional.of(new Context(List.of(variable.group("context").split("\\.", -1))));
        }
        if (variable.group("stage") != null) {
            return Optional.of(new StageVariable(variable.group("stage")));
        }
        return variable.group("request") != null
                ? ofRequest(variable.group("kind"), Optional.ofNullable(variable.group("name")))
                : ofResponse(variable.group("response"), Optional.ofNullable(variable.group("field")));
    }

    private static Optional<ValueSource> ofRequest(String kind, Optional<String> name) {
        return switch (kind) {
            case "header" -> name.map(header -> new RequestHeader(header, Values.LAST));
            case "multivalueheader" -> name.map(header -> new RequestHeader(header, Values.ALL));
            case "querystring" -> name.map(parameter -> new RequestQuery(parameter, Values.LAST));
            case "multivaluequerystring" -> name.map(parameter -> new RequestQuery(parameter, Values.ALL));
            default -> inBody(name).map(RequestBody::new);
        };
    }

    private static Optional<ValueSource> ofResponse(String kind, Optional<String> name) {
        return switch (kind) {
            case "statuscode" -> name.isEmpty() ? Optional.of(new ResponseStatus()) : Optional.empty();
            case "header" -> name.map(header -> new ResponseHeader(header, Values.LAST));
            case "multivalueheader" -> name.map(header -> new ResponseHeader(header, Values.ALL));
            default -> inBody(name).map(ResponseBody::new);
        };
    }

    /// Parses a path in the body. The outer optional is empty when the path is not valid, the inner one when
    /// there is no path.
    private static Optional<Optional<JsonPath>> inBody(Optional<String> path) {
        try {
            return Optional.of(path.map(text -> JsonPath.parse("$." + text)));
        } catch (PathSyntaxException _) {
            return Optional.empty();
        }
    }
}
