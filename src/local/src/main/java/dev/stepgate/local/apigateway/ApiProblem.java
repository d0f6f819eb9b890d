// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

/// One thing that is wrong with an API's definition.
///
/// @param pointer the JSON pointer (RFC 6901) of the place,
///     `/paths/~1execute/post/x-amazon-apigateway-integration/uri`
/// @param reason what is wrong there and what was expected
public record ApiProblem(String pointer, String reason) {
    @Override
    public String toString() {
        return pointer.isEmpty() ? reason : pointer + ": " + reason;
    }
}
