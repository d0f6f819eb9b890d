// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.PercentEncoding;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The management API of WebSocket APIs ([@connections
/// commands](https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html)):
/// `/@connections/ID`, with or without the stage before it. The input has `ConnectionId`, `Data` in Base64
/// and, where the path names it, `Stage`.
final class ConnectionsRest implements WireProtocol {
    private static final Pattern PATH =
            Pattern.compile("(?:/(?<stage>[^/]+))?/(?:@|%40)connections/(?<id>[^/]+)", Pattern.CASE_INSENSITIVE);

    @Override
    public Optional<WireCall> read(HttpRequest request, Optional<String> service) {
        Matcher path = PATH.matcher(request.rawPath());
        return path.matches() ? Optional.of(read(request, path)) : Optional.empty();
    }

    private static WireCall read(HttpRequest request, Matcher path) {
        return switch (request.method()) {
            case "POST" -> call("PostToConnection", 200, post(request, path));
            case "GET" -> call("GetConnection", 200, input(path));
            case "DELETE" -> call("DeleteConnection", 204, input(path));
            default -> call(request.method() + " of a connection", 200, input(path));
        };
    }

    private static WireCall call(String operation, int status, ObjectNode input) {
        return new WireCall("execute-api", operation, () -> input, new RestReplies("execute-api", status));
    }

    private static ObjectNode post(HttpRequest request, Matcher path) {
        return input(path).put("Data", Base64.getEncoder().encodeToString(request.body()));
    }

    private static ObjectNode input(Matcher path) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("ConnectionId", PercentEncoding.decode(path.group("id")));
        if (path.group("stage") != null) {
            input.put("Stage", PercentEncoding.decode(path.group("stage")));
        }
        return input;
    }
}
