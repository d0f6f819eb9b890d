// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.http.Headers;

/// A route's reply to an event.
///
/// @param status decides on an opening: 200 to 299 accepts it
/// @param headers of the opening's answer
/// @param body for the client; nothing is sent when it is empty
@SuppressWarnings("ArrayRecordComponent")
record RouteReply(int status, Headers headers, byte[] body) {
    private static final byte[] NOTHING = {};

    static RouteReply silent(int status) {
        return new RouteReply(status, Headers.none(), NOTHING);
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
