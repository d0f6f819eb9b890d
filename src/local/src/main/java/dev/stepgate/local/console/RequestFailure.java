// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.apigateway.AwsBackendRequest;
import dev.stepgate.local.apigateway.IntegrationRequest;
import dev.stepgate.local.apigateway.RecordedRequest;
import dev.stepgate.local.apigateway.RequestTrace;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.Optional;

/// Finds out whether a recorded request failed at its integration. The status that the client got does not
/// matter: an integration response can make a 200 of a refusal.
final class RequestFailure {
    private static final int REDIRECTION = 300;
    private static final int NOT_MODIFIED = 304;
    private static final int ERROR = 400;

    private RequestFailure() {}

    /// Tells whether the client, the gateway or the integration met an error.
    static boolean hasFailed(RecordedRequest recorded) {
        return recorded.answer().status() >= ERROR
                || recorded.failure().isPresent()
                || refusal(recorded).isPresent();
    }

    /// Returns the answer by which the integration refused the request or reported an error.
    static Optional<HttpResponse> refusal(RecordedRequest recorded) {
        return recorded.failure().isPresent()
                ? Optional.empty()
                : recorded.way()
                        .flatMap(way -> way.sent()
                                .flatMap(sent -> way.received().filter(received -> isRefusal(sent, received))));
    }

    private static boolean isRefusal(IntegrationRequest sent, HttpResponse received) {
        return switch (sent) {
            case IntegrationRequest.Service _, IntegrationRequest.Event _ ->
                received.status() >= REDIRECTION && received.status() != NOT_MODIFIED
                        || received.headers().contains("X-Amz-Function-Error");
            case IntegrationRequest.Endpoint _ -> received.status() >= ERROR;
            case IntegrationRequest.Mock _ -> false;
        };
    }

    /// Returns the place and the reason why the result of the request's mapping template is not JSON, although
    /// the service that refused it expects JSON.
    static Optional<String> notJson(RecordedRequest recorded) {
        return refusal(recorded).isEmpty()
                ? Optional.empty()
                : recorded.way()
                        .filter(way ->
                                way.sent().filter(RequestFailure::takesJson).isPresent())
                        .flatMap(way -> rendered(way.trace()))
                        .flatMap(RequestFailure::notJson);
    }

    private static boolean takesJson(IntegrationRequest sent) {
        return switch (sent) {
            case IntegrationRequest.Service(AwsBackendRequest request) -> takesJson(request);
            case IntegrationRequest.Event(AwsBackendRequest request) -> takesJson(request);
            case IntegrationRequest.Endpoint _, IntegrationRequest.Mock _ -> false;
        };
    }

    private static boolean takesJson(AwsBackendRequest request) {
        return request.service().equals("lambda") || request.http().headers().contains("X-Amz-Target");
    }

    private static Optional<String> rendered(RequestTrace trace) {
        return trace.renderings().stream()
                .filter(each -> each.direction() == RequestTrace.Direction.REQUEST)
                .findFirst()
                .flatMap(RequestTrace.Rendering::result);
    }

    /// Returns the place and the reason of a text's first error; empty when it is JSON.
    static Optional<String> notJson(String text) {
        try {
            JsonNode unused = Json.parse(text);
            return Optional.empty();
        } catch (JsonSyntaxException e) {
            return Optional.of("line " + e.line() + ", column " + e.column() + ": " + e.getMessage());
        }
    }
}
