// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.apigateway.websocket.WebSocketIntegration.AwsUri;
import dev.stepgate.local.aws.ServiceModel;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the wire requests to AWS services: an `action` in the service's own protocol, a `path` as it is.
final class AwsRequests {
    private static final String JSON = "application/json";

    private AwsRequests() {}

    /// Makes a call of a function with the whole event, or of an authorizer.
    static HttpRequest invocation(AwsUri uri, byte[] event) {
        return HttpRequest.of("POST", "/" + uri.target(), Headers.none(), event);
    }

    static HttpRequest of(ConnectionEvent event, WebSocketIntegration.Aws integration) {
        byte[] body = WebSocketRequestMapper.body(event, integration.request());
        AwsUri uri = integration.uri();
        Map<String, List<String>> headers = WebSocketRequestMapper.parameters(
                event, integration.request(), WebSocketParameterMapping.Target.HEADER);
        Map<String, List<String>> query = WebSocketRequestMapper.parameters(
                event, integration.request(), WebSocketParameterMapping.Target.QUERYSTRING);
        List<Header> fields = fields(headers);
        Optional<ServiceModel> service = ServiceModel.find(uri.service());
        Optional<String> target = service.flatMap(model -> model.target(uri.target()));
        if (!uri.kind().equals("action")) {
            putIfAbsent(fields, "Content-Type", JSON);
        } else if (service.isEmpty() || target.isEmpty()) {
            query.put("Action", List.of(uri.target()));
            putIfAbsent(fields, "Content-Type", JSON);
        } else {
            putIfAbsent(fields, "X-Amz-Target", target.get());
            putIfAbsent(fields, "Content-Type", service.get().contentType());
        }
        putIfAbsent(fields, "Accept", JSON);
        String path = uri.kind().equals("path") ? "/" + filled(event, integration) : "/";
        return HttpRequest.of(uri.method(), UriValues.withQuery(path, query), Headers.of(fields), body);
    }

    private static String filled(ConnectionEvent event, WebSocketIntegration.Aws integration) {
        return UriValues.fill(
                integration.uri().target(),
                WebSocketRequestMapper.parameters(event, integration.request(), WebSocketParameterMapping.Target.PATH));
    }

    static List<Header> fields(Map<String, List<String>> headers) {
        List<Header> fields = new ArrayList<>();
        headers.forEach((name, values) -> values.forEach(value -> fields.add(new Header(name, value))));
        return fields;
    }

    static void putIfAbsent(List<Header> fields, String name, String value) {
        if (fields.stream().noneMatch(field -> field.name().equalsIgnoreCase(name))) {
            fields.add(new Header(name, value));
        }
    }
}
