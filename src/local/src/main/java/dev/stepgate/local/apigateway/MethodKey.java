// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

/// A method of a REST API or a route of an HTTP API, as the settings of its stage name it.
///
/// @param httpMethod `GET`, or `ANY`
/// @param resourcePath `/users/{id}`
public record MethodKey(String httpMethod, String resourcePath) {
    /// `$context.resourceId`: the same text for the same path.
    public String resourceId() {
        return Integer.toString(resourcePath.hashCode() & 0x7fffffff, 36);
    }

    @Override
    public String toString() {
        return httpMethod + " " + resourcePath;
    }
}
