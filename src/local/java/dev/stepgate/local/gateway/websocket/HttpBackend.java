// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

import dev.stepgate.local.gateway.websocket.Integration.HttpUri;
import dev.stepgate.local.gateway.websocket.Integration.RequestMapping;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.time.Time;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// HTTP endpoints behind routes, over the network. Redirects are not followed; virtual time stands still meanwhile.
final class HttpBackend {
    /// What the JDK's client writes itself, and what belongs to the opening of a WebSocket.
    private static final Set<String> NOT_SENT = Set.of(
            "connection",
            "content-length",
            "expect",
            "host",
            "http2-settings",
            "sec-websocket-extensions",
            "sec-websocket-key",
            "sec-websocket-version",
            "te",
            "transfer-encoding",
            "upgrade");

    private final Time time;

    /// Made when it is needed: most APIs call no endpoint.
    private static final class Client {
        static final HttpClient INSTANCE =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    HttpBackend(Time time) {
        this.time = time;
    }

    CompletionStage<HttpResponse> call(Event event, HttpUri uri, RequestMapping mapping) {
        return send(event, uri, mapping, RequestMapper.body(event, mapping));
    }

    /// Sends the message as it is.
    CompletionStage<HttpResponse> pass(Event event, HttpUri uri, RequestMapping mapping) {
        return send(event, uri, mapping, event.body());
    }

    private CompletionStage<HttpResponse> send(Event event, HttpUri uri, RequestMapping mapping, byte[] body) {
        HttpRequest request = request(event, uri, mapping, body);
        Time.Hold hold = time.hold();
        return Client.INSTANCE.sendAsync(request, BodyHandlers.ofByteArray()).handle((response, failure) -> {
            hold.close();
            if (failure != null) {
                throw new CompletionException(GatewayFailure.badGateway(uri.text() + ": " + failure.getMessage()));
            }
            return received(response);
        });
    }

    private static HttpRequest request(Event event, HttpUri uri, RequestMapping mapping, byte[] body) {
        Map<String, List<String>> path = RequestMapper.parameters(event, mapping, ParameterMapping.Target.PATH);
        Map<String, List<String>> query = RequestMapper.parameters(event, mapping, ParameterMapping.Target.QUERYSTRING);
        String target = UriText.withQuery(UriText.fill(uri.text(), path), query);
        List<Header> fields =
                AwsRequests.fields(RequestMapper.parameters(event, mapping, ParameterMapping.Target.HEADER));
        event.request().headers().forEach((name, values) -> AwsRequests.putIfAbsent(fields, name, values.getLast()));
        AwsRequests.putIfAbsent(fields, "Content-Type", "application/json");
        try {
            HttpRequest.Builder builder =
                    HttpRequest.newBuilder(URI.create(target)).method(uri.method(), BodyPublishers.ofByteArray(body));
            fields.stream()
                    .filter(field -> !NOT_SENT.contains(field.name().toLowerCase(Locale.ROOT)))
                    .forEach(field -> builder.header(field.name(), field.value()));
            return builder.build();
        } catch (IllegalArgumentException e) {
            throw GatewayFailure.internal("no request to " + target + ": " + e.getMessage());
        }
    }

    private static HttpResponse received(java.net.http.HttpResponse<byte[]> response) {
        List<Header> headers = new ArrayList<>();
        response.headers()
                .map()
                .forEach((name, values) -> values.forEach(value -> headers.add(new Header(name, value))));
        return new HttpResponse(response.statusCode(), Headers.of(headers), response.body());
    }
}
