// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import java.util.Set;

/// A method of a resource.
///
/// @param key `GET /users/{id}`, by which a stage's settings name it
/// @param responses the statuses of its method responses
record Method(
        Key key, Authorization authorization, MethodRequest request, Integration integration, Set<String> responses) {

    /// @param httpMethod `GET`, or `ANY`
    /// @param resourcePath `/users/{id}`
    record Key(String httpMethod, String resourcePath) {
        /// `$context.resourceId`: the same text for the same path.
        String resourceId() {
            return Integer.toString(resourcePath.hashCode() & 0x7fffffff, 36);
        }

        @Override
        public String toString() {
            return httpMethod + " " + resourcePath;
        }
    }
}
