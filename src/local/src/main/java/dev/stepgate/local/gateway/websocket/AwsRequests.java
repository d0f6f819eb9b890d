// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

import dev.stepgate.local.gateway.websocket.Integration.AwsUri;
import dev.stepgate.local.http.Header;
import dev.stepgate.local.http.Headers;
import dev.stepgate.local.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes the wire requests to AWS services: an `action` in the service's own protocol, a `path` as it is.
final class AwsRequests {
    private static final String JSON = "application/json";

    /// `X-Amz-Target` of the services whose actions API Gateway calls in their JSON protocol.
    private static final Map<String, String> TARGETS = Map.of("states", "AWSStepFunctions");

    private AwsRequests() {}

    /// For a function that gets the whole event, or for an authorizer.
    static HttpRequest invocation(AwsUri uri, byte[] event) {
        return HttpRequest.of("POST", "/" + uri.target(), Headers.none(), event);
    }

    static HttpRequest of(Event event, Integration.Aws integration) {
        byte[] body = RequestMapper.body(event, integration.request());
        AwsUri uri = integration.uri();
        Map<String, List<String>> headers =
                RequestMapper.parameters(event, integration.request(), ParameterMapping.Target.HEADER);
        Map<String, List<String>> query =
                RequestMapper.parameters(event, integration.request(), ParameterMapping.Target.QUERYSTRING);
        List<Header> fields = fields(headers);
        String target = TARGETS.get(uri.service());
        if (!uri.kind().equals("action")) {
            putIfAbsent(fields, "Content-Type", JSON);
        } else if (target == null) {
            query.put("Action", List.of(uri.target()));
            putIfAbsent(fields, "Content-Type", JSON);
        } else {
            putIfAbsent(fields, "X-Amz-Target", target + "." + uri.target());
            putIfAbsent(fields, "Content-Type", "application/x-amz-json-1.0");
        }
        putIfAbsent(fields, "Accept", JSON);
        String path = uri.kind().equals("path") ? "/" + filled(event, integration) : "/";
        return HttpRequest.of(uri.method(), UriText.withQuery(path, query), Headers.of(fields), body);
    }

    private static String filled(Event event, Integration.Aws integration) {
        return UriText.fill(
                integration.uri().target(),
                RequestMapper.parameters(event, integration.request(), ParameterMapping.Target.PATH));
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
