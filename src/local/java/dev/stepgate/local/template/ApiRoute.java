// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

/// A method of an API, to be put into its OpenAPI document.
///
/// @param apiId of the API it belongs to
/// @param path `/orders/{id}`
/// @param method as OpenAPI names it: `get`, `x-amazon-apigateway-any-method`
/// @param operation the OpenAPI operation, its integration included
record ApiRoute(String apiId, String path, String method, Node.Fields operation) {

    /// `ANY` is an extension of API Gateway's.
    static String openApiMethod(String method) {
        String name = method.toLowerCase(java.util.Locale.ROOT);
        return name.equals("any") || name.equals("*") ? "x-amazon-apigateway-any-method" : name;
    }
}
