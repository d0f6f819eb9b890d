// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.apigateway.RequestTrace;
import dev.stepgate.local.apigateway.websocket.RecentMessages.RecordedMessage;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.InvocationResult;
import dev.stepgate.local.lambda.RecentCalls.RecordedCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Routes for recent events of WebSockets, and the last calls of functions.
record RecordingRoutes(ConsoleParts.Recordings recordings) implements Api.Group {

    @Override
    public Map<String, Api.Route> routes() {
        return Map.of(
                "GET messages", Api.Route.json(this::messages),
                "GET message", Api.Route.json(this::message),
                "GET calls", Api.Route.json(this::calls),
                "GET call", Api.Route.json(this::call));
    }

    private ObjectNode messages(Question question) {
        Optional<String> connection = question.optional("connection");
        List<RecordedMessage> found = recordings.messages().all().stream()
                .filter(each -> connection.isEmpty() || each.connectionId().equals(connection.get()))
                .toList();
        ObjectNode json = Window.of(question).of(found, RecordingRoutes::row);
        ArrayNode open = json.putArray("connections");
        recordings
                .connections()
                .described()
                .forEach((id, description) -> open.addObject().put("id", id).setAll((ObjectNode) description));
        return json;
    }

    private static ObjectNode row(RecordedMessage message) {
        ObjectNode json = Json.mapper().createObjectNode().put("number", message.number());
        json.put("time", message.time().toEpochMilli());
        json.put("connection", message.connectionId());
        json.put("event", message.event().name()).put("route", message.event().routeKey());
        message.event().status().ifPresent(status -> json.put("status", status));
        message.failure().ifPresent(text -> json.put("failure", text));
        message.trace().took().ifPresent(took -> json.put("ms", took.toMillis()));
        return json.put("body", new String(message.body(), StandardCharsets.UTF_8));
    }

    private ObjectNode message(Question question) {
        RecordedMessage message =
                question.recorded("message", recordings.messages().all(), RecordedMessage::number);
        ObjectNode json = row(message);
        RequestTrace trace = message.trace();
        ArrayNode steps = json.putArray("steps");
        RequestDetails.steps(steps, trace);
        message.failure()
                .filter(_ -> !steps.isEmpty())
                .ifPresent(text -> ((ObjectNode) steps.get(steps.size() - 1)).put("failure", text));
        RequestDetails.trace(json, trace);
        trace.call("integration").ifPresent(call -> {
            RequestDetails.call(json.putObject("sent"), call);
            json.set("received", json.path("sent").path("received"));
        });
        message.authorizer()
                .ifPresent(authorizer -> json.putObject("context")
                        .set("authorizer", Json.mapper().valueToTree(authorizer)));
        return json;
    }

    private ObjectNode calls(Question question) {
        Optional<String> function = question.optional("function");
        List<RecordedCall> found = recordings.calls().all().stream()
                .filter(each -> function.isEmpty() || each.function().equals(function.get()))
                .filter(each -> !question.flag("failed") || hasFailed(each))
                .toList();
        return Window.of(question).of(found, RecordingRoutes::row);
    }

    private static boolean hasFailed(RecordedCall call) {
        return call.result() instanceof InvocationResult.FunctionError;
    }

    private static ObjectNode row(RecordedCall call) {
        ObjectNode json = Json.mapper().createObjectNode().put("number", call.number());
        json.put("function", call.function()).put("time", call.began().toEpochMilli());
        json.put("ms", call.took().toMillis()).put("failed", hasFailed(call));
        return json.put("requestId", call.result().call().requestId());
    }

    private ObjectNode call(Question question) {
        RecordedCall call = question.recorded("call", recordings.calls().all(), RecordedCall::number);
        ObjectNode json = row(call);
        json.put("event", new String(call.request().payload(), StandardCharsets.UTF_8));
        json.put("answer", new String(call.result().payload(), StandardCharsets.UTF_8));
        json.put("version", call.result().call().executedVersion());
        return json.put("log", call.result().call().logTail());
    }
}
