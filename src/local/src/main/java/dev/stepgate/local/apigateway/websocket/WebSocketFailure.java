// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

/// An answer of API Gateway itself: the status of a refused opening, or the text of an error frame. Made only
/// by the factories, caught only in [RouteCall].
final class WebSocketFailure extends RuntimeException {
    private static final String INTERNAL = "Internal server error";

    private final int status;
    private final String message;

    /// @param reason for the log, not for the client
    private WebSocketFailure(int status, String message, String reason) {
        super(reason, null, false, false);
        this.status = status;
        this.message = message;
    }

    static WebSocketFailure forbidden(String reason) {
        return new WebSocketFailure(403, "Forbidden", reason);
    }

    static WebSocketFailure unauthorized(String reason) {
        return new WebSocketFailure(401, "Unauthorized", reason);
    }

    static WebSocketFailure missingAuthenticationToken() {
        return new WebSocketFailure(403, "Missing Authentication Token", "the opening request is not signed");
    }

    static WebSocketFailure badRequest(String message) {
        return new WebSocketFailure(400, message, message);
    }

    /// Reports an invalid body, with the message in the developer guide's tutorial on request validation.
    static WebSocketFailure invalidBody(String reason) {
        return new WebSocketFailure(400, "Invalid request body", reason);
    }

    static WebSocketFailure tooManyRequests() {
        return new WebSocketFailure(429, "Too Many Requests", "a throttle of the stage or of a usage plan");
    }

    static WebSocketFailure limitExceeded() {
        return new WebSocketFailure(429, "Limit Exceeded", "the quota of a usage plan");
    }

    static WebSocketFailure unsupportedMediaType() {
        return new WebSocketFailure(415, "Unsupported Media Type", "no template fits and passthroughBehavior forbids");
    }

    static WebSocketFailure internal(String reason) {
        return new WebSocketFailure(500, INTERNAL, reason);
    }

    static WebSocketFailure badGateway(String reason) {
        return new WebSocketFailure(502, INTERNAL, reason);
    }

    /// Reports that this runtime cannot serve the integration.
    static WebSocketFailure notHere(String what) {
        return new WebSocketFailure(501, what + " is not here", "it cannot be served on one machine");
    }

    static WebSocketFailure timeout() {
        return new WebSocketFailure(504, "Endpoint request timed out", "the integration took too long");
    }

    int status() {
        return status;
    }

    /// The message for the client.
    String message() {
        return message;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
