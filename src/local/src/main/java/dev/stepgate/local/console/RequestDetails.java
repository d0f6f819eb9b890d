// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.apigateway.AuthorizerFunction;
import dev.stepgate.local.apigateway.AwsBackendRequest;
import dev.stepgate.local.apigateway.Exchange;
import dev.stepgate.local.apigateway.IntegrationRequest;
import dev.stepgate.local.apigateway.RecordedRequest;
import dev.stepgate.local.apigateway.RequestTrace;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.LogEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Converts a recorded request for the page: each stage of its way through the API with its input and result.
final class RequestDetails {
    private static final int MAX_CHARACTERS = 200_000;
    private static final int EXCERPT = 500;
    private static final double NANOS_PER_MILLI = 1_000_000.0;

    private RequestDetails() {}

    static ObjectNode row(RecordedRequest recorded) {
        ObjectNode json = Json.mapper().createObjectNode().put("number", recorded.number());
        json.put("server", recorded.server().name());
        json.put("time", recorded.arrived().toEpochMilli());
        json.put("ms", recorded.took().toMillis());
        json.put("method", recorded.request().method());
        json.put("target", target(recorded));
        json.put("status", recorded.answer().status());
        recorded.failure()
                .ifPresent(failure ->
                        json.putObject("failure").put("step", failure.step()).put("text", failure.text()));
        RequestFailure.refusal(recorded)
                .ifPresent(received -> json.putObject("refusal")
                        .put("status", received.status())
                        .put("text", excerpt(received.text())));
        return json;
    }

    /// Returns path and query; at the AWS endpoint the operation, where a header names it.
    static String target(RecordedRequest recorded) {
        HttpRequest request = recorded.request();
        return recorded.server() == LogEvent.Server.AWS_ENDPOINT
                ? request.headers().first("X-Amz-Target").orElseGet(request::target)
                : request.target();
    }

    private static String excerpt(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "...";
    }

    static ObjectNode of(RecordedRequest recorded) {
        ObjectNode json = row(recorded);
        RequestFailure.refusal(recorded)
                .ifPresent(received -> json.withObject("refusal").put("text", cut(received.text())));
        RequestFailure.notJson(recorded).ifPresent(reason -> json.put("notJson", reason));
        message(
                json.putObject("request"),
                recorded.request().headers(),
                recorded.request().body());
        message(
                json.putObject("answer"),
                recorded.answer().headers(),
                recorded.answer().body());
        recorded.way().ifPresent(way -> {
            exchange(json, way.exchange());
            steps(json.putArray("steps"), recorded, way.trace());
            way.sent().ifPresent(sent -> sent(json.putObject("sent"), sent));
            way.received().ifPresent(received -> received(json.putObject("received"), received));
            trace(json, way.trace());
        });
        return json;
    }

    /// Writes what the steps made of a request or message.
    static void trace(ObjectNode json, RequestTrace trace) {
        trace.call(AuthorizerFunction.STEP).ifPresent(call -> call(json.putObject("authorizer"), call));
        trace.renderings().forEach(each -> rendering(json, each));
        trace.selection().ifPresent(selection -> selection(json.putObject("selection"), selection));
    }

    /// Writes a call with its answer.
    static void call(ObjectNode json, RequestTrace.BackendCall call) {
        wire(json, call.service(), call.request());
        call.answer().ifPresent(answer -> received(json.putObject("received"), answer));
    }

    private static void message(ObjectNode json, Headers headers, byte[] body) {
        ArrayNode fields = json.putArray("headers");
        headers.fields().forEach(field -> fields.addArray().add(field.name()).add(field.value()));
        json.put("body", text(body));
    }

    private static String text(byte[] body) {
        return cut(new String(body, StandardCharsets.UTF_8));
    }

    private static String cut(String text) {
        return text.length() <= MAX_CHARACTERS
                ? text
                : text.substring(0, MAX_CHARACTERS) + "... (" + text.length() + " characters)";
    }

    private static void exchange(ObjectNode json, Exchange exchange) {
        json.put("requestId", exchange.text("requestId"));
        json.put("resourcePath", exchange.text("resourcePath"));
        json.set("path", Json.mapper().valueToTree(exchange.parameters().path()));
        json.set("query", Json.mapper().valueToTree(exchange.parameters().querystring()));
        json.set("context", Json.mapper().valueToTree(exchange.context()));
        json.set("stageVariables", Json.mapper().valueToTree(exchange.stageVariables()));
    }

    private static void steps(ArrayNode json, RecordedRequest recorded, RequestTrace trace) {
        steps(json, trace);
        if (!json.isEmpty()) {
            ObjectNode last = (ObjectNode) json.get(json.size() - 1);
            recorded.failure()
                    .filter(failure -> failure.step().equals(last.path("name").asText()))
                    .ifPresent(failure -> last.put("failure", failure.text()));
        }
    }

    /// Writes the steps with the milliseconds that they took, as far as another step follows.
    static void steps(ArrayNode json, RequestTrace trace) {
        List<RequestTrace.Step> steps = trace.steps();
        for (int i = 0; i < steps.size() && !steps.get(i).name().equals(RequestTrace.ANSWER); i++) {
            ObjectNode step = json.addObject().put("name", steps.get(i).name());
            if (i + 1 < steps.size()) {
                step.put("ms", (steps.get(i + 1).nanos() - steps.get(i).nanos()) / NANOS_PER_MILLI);
            }
        }
    }

    private static void sent(ObjectNode json, IntegrationRequest sent) {
        switch (sent) {
            case IntegrationRequest.Service(AwsBackendRequest request) -> wire(json, request.service(), request.http());
            case IntegrationRequest.Event(AwsBackendRequest request) -> wire(json, request.service(), request.http());
            case IntegrationRequest.Endpoint endpoint -> {
                json.put(
                        "to",
                        endpoint.request().httpMethod() + " "
                                + endpoint.uri()
                                        .template()
                                        .fill(endpoint.request().path()));
                json.set("headers", Json.mapper().valueToTree(endpoint.headers()));
                json.put("body", text(endpoint.request().body()));
            }
            case IntegrationRequest.Mock(String status) -> json.put("to", "nobody: a mock, with the status " + status);
        }
    }

    /// @param service empty for an HTTP endpoint
    private static void wire(ObjectNode json, String service, HttpRequest http) {
        String action = http.headers().first("X-Amz-Target").orElse(http.method() + " " + http.target());
        json.put("to", service.isEmpty() ? action : service + ": " + action);
        json.put("body", text(http.body()));
    }

    private static void received(ObjectNode json, HttpResponse received) {
        json.put("status", received.status());
        message(json, received.headers(), received.body());
    }

    private static void rendering(ObjectNode json, RequestTrace.Rendering rendering) {
        String name = switch (rendering.direction()) {
            case REQUEST -> "requestTemplate";
            case RESPONSE -> "responseTemplate";
        };
        ObjectNode template = json.putObject(name).put("contentType", rendering.contentType());
        template.put("template", rendering.template().text());
        template.put("given", text(rendering.given()));
        rendering.result().ifPresent(result -> template.put("result", cut(result)));
    }

    private static void selection(ObjectNode json, RequestTrace.Selection selection) {
        json.put("by", selection.by()).put("status", selection.status());
        selection.pattern().ifPresent(pattern -> json.put("pattern", pattern));
    }
}
