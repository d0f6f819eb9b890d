// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import dev.stepgate.local.vtl.ContextMap;

/// A method of a REST API or a route of an HTTP API, as the settings of its stage name it.
///
/// @param httpMethod `GET`, or `ANY`
/// @param resourcePath `/users/{id}`
public record MethodKey(String httpMethod, String resourcePath) {
    /// The same text for the same path.
    private String resourceId() {
        return Integer.toString(resourcePath.hashCode() & 0x7fffffff, 36);
    }

    /// Writes `$context.resourceId` and `$context.resourcePath`.
    public void describe(ContextMap context) {
        context.put("resourceId", resourceId());
        context.put("resourcePath", resourcePath);
    }

    @Override
    public String toString() {
        return httpMethod + " " + resourcePath;
    }
}
