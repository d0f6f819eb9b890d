// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.apigateway.HttpCall;
import dev.stepgate.local.apigateway.websocket.WebSocketIntegration.HttpUri;
import dev.stepgate.local.apigateway.websocket.WebSocketIntegration.RequestMapping;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.time.Time;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// Calls the HTTP endpoints behind routes, over the network. Redirects are not followed; virtual time stands
/// still during a call.
final class HttpBackend {
    private final Time time;

    HttpBackend(Time time) {
        this.time = time;
    }

    CompletionStage<HttpResponse> call(ConnectionEvent event, HttpUri uri, RequestMapping mapping) {
        return send(event, uri, mapping, WebSocketRequestMapper.body(event, mapping));
    }

    /// Sends the message as it is.
    CompletionStage<HttpResponse> pass(ConnectionEvent event, HttpUri uri, RequestMapping mapping) {
        return send(event, uri, mapping, event.body());
    }

    private CompletionStage<HttpResponse> send(
            ConnectionEvent event, HttpUri uri, RequestMapping mapping, byte[] body) {
        HttpCall call = call(event, uri, mapping, body);
        HttpRequest recorded = HttpRequest.of(call.httpMethod(), call.url(), Headers.of(call.headers()), body);
        event.trace().began(RouteCall.INTEGRATION);
        CompletionStage<HttpResponse> sent =
                event.trace().called(RouteCall.INTEGRATION, "", recorded, () -> sent(call));
        return time.inTurn(uri.text(), sent).exceptionally(failure -> {
            throw new CompletionException(WebSocketFailure.badGateway(uri.text() + ": " + failure.getMessage()));
        });
    }

    private static CompletionStage<HttpResponse> sent(HttpCall call) {
        try {
            return call.send();
        } catch (IllegalArgumentException e) {
            throw WebSocketFailure.internal("no request to " + call.url() + ": " + e.getMessage());
        }
    }

    private static HttpCall call(ConnectionEvent event, HttpUri uri, RequestMapping mapping, byte[] body) {
        Map<String, List<String>> path =
                WebSocketRequestMapper.parameters(event, mapping, WebSocketParameterMapping.Target.PATH);
        Map<String, List<String>> query =
                WebSocketRequestMapper.parameters(event, mapping, WebSocketParameterMapping.Target.QUERYSTRING);
        List<Header> fields = AwsRequests.fields(
                WebSocketRequestMapper.parameters(event, mapping, WebSocketParameterMapping.Target.HEADER));
        event.request().headers().forEach((name, values) -> AwsRequests.putIfAbsent(fields, name, values.getLast()));
        AwsRequests.putIfAbsent(fields, "Content-Type", "application/json");
        return new HttpCall(
                uri.method(), UriValues.withQuery(UriValues.fill(uri.text(), path), query), List.copyOf(fields), body);
    }
}
