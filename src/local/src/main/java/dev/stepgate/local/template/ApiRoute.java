// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A method of an API, to be added to its OpenAPI document.
///
/// @param apiId of the API it belongs to
/// @param path `/orders/{id}`
/// @param method as OpenAPI names it: `get`, `x-amazon-apigateway-any-method`
/// @param operation the OpenAPI operation, including its integration
record ApiRoute(String apiId, String path, String method, Node.Fields operation, Access access, Origin origin) {

    /// The kind of resource that declares the route.
    enum Origin {
        FUNCTION,
        STATE_MACHINE,
        RESOURCE
    }

    /// The authorization of a method; absent parts have the API's defaults.
    ///
    /// @param authorizer of the API, `AWS_IAM` or `NONE`
    /// @param scopes of which a token must have one; none is required when the list is empty
    /// @param overrides true when it holds for a route of the API's own document too
    record Access(
            Optional<String> authorizer,
            Optional<Boolean> apiKeyRequired,
            Optional<List<String>> scopes,
            boolean overrides) {
        static final Access DEFAULT = new Access(Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /// The authorization of a method that one of the routes has made, or of a method in the API's own
    /// document.
    static Access access(List<ApiRoute> routes, String path, String method) {
        return routes.stream()
                .filter(route -> route.path().equals(path) && route.method().equals(method))
                .map(ApiRoute::access)
                .findFirst()
                .orElse(Access.DEFAULT);
    }

    /// The strings of a list.
    static List<String> texts(Properties properties, String name) {
        return properties.items(name).stream().map(item -> item.json().asText()).toList();
    }

    /// The method's name in OpenAPI; `ANY` is API Gateway's extension.
    static String openApiMethod(String method) {
        String name = method.toLowerCase(Locale.ROOT);
        return name.equals("any") || name.equals("*") ? OpenApi.ANY_METHOD : name;
    }
}
