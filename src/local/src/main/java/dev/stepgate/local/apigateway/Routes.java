// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.http.PercentEncoding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The resources of an API, the most specific first.
///
/// @param <M> the API's type of method
public record Routes<M>(List<Resource<M>> resources) {

    /// @param methods by HTTP method; `ANY` stands for all the others
    public record Resource<M>(ResourcePath path, Map<String, M> methods) {
        Optional<M> method(String httpMethod) {
            M exact = methods.get(httpMethod);
            return Optional.ofNullable(exact == null ? methods.get(ANY) : exact);
        }
    }

    /// @param pathParameters encoded as in the request
    public record Route<M>(M method, Map<String, String> pathParameters) {
        public Map<String, String> decodedParameters() {
            Map<String, String> decoded = LinkedHashMap.newLinkedHashMap(pathParameters.size());
            pathParameters.forEach((name, value) -> decoded.put(name, PercentEncoding.decode(value)));
            return decoded;
        }
    }

    public static final String ANY = "ANY";

    private static final List<String> METHODS =
            List.of(ANY, "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT");

    public Routes {
        resources = resources.stream()
                .sorted((left, right) -> left.path().compareTo(right.path()))
                .toList();
    }

    /// Returns the method with which an integration calls its backend, `ANY` for that of the request.
    public static String integrationMethod(OpenApiNode integration) {
        String method = integration.text("httpMethod", ANY).toUpperCase(Locale.ROOT);
        if (METHODS.contains(method)) {
            return method;
        }
        integration
                .member("httpMethod")
                .ifPresent(written -> written.problem("expected one of " + METHODS + ", not " + method));
        return "POST";
    }

    /// Finds the first resource that matches the path and has a method for it. A resource without one leaves
    /// the request to a less specific greedy resource, as recorded from API Gateway.
    public Optional<Route<M>> find(String httpMethod, String path) {
        List<String> segments = ResourcePath.split(path);
        for (Resource<M> resource : resources) {
            Optional<M> method = resource.method(httpMethod);
            if (method.isPresent()) {
                Optional<Map<String, String>> parameters = resource.path().match(segments);
                if (parameters.isPresent()) {
                    return Optional.of(new Route<>(method.get(), parameters.get()));
                }
            }
        }
        return Optional.empty();
    }
}
