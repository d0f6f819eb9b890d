// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

/// One thing that is wrong with an API's definition.
///
/// @param pointer the JSON pointer (RFC 6901) of the place, `/Route/DefaultRoute/Target`
/// @param reason what is wrong there and what was expected
public record WebSocketApiProblem(String pointer, String reason) {
    @Override
    public String toString() {
        return pointer + ": " + reason;
    }
}
