// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.websocket;

/// What API Gateway itself answers: the status of a refused opening, or the text of an error frame. Made by the
/// factories alone, caught in [RouteCall] alone.
final class GatewayFailure extends RuntimeException {
    private static final String INTERNAL = "Internal server error";

    private final int status;
    private final String message;

    /// @param reason for whoever runs the API, not for the client
    private GatewayFailure(int status, String message, String reason) {
        super(reason, null, false, false);
        this.status = status;
        this.message = message;
    }

    static GatewayFailure forbidden(String reason) {
        return new GatewayFailure(403, "Forbidden", reason);
    }

    static GatewayFailure unauthorized(String reason) {
        return new GatewayFailure(401, "Unauthorized", reason);
    }

    static GatewayFailure missingAuthenticationToken() {
        return new GatewayFailure(403, "Missing Authentication Token", "the opening request is not signed");
    }

    static GatewayFailure badRequest(String message) {
        return new GatewayFailure(400, message, message);
    }

    /// The text of the developer guide's tutorial on request validation.
    static GatewayFailure invalidBody(String reason) {
        return new GatewayFailure(400, "Invalid request body", reason);
    }

    static GatewayFailure tooManyRequests() {
        return new GatewayFailure(429, "Too Many Requests", "a throttle of the stage or of a usage plan");
    }

    static GatewayFailure limitExceeded() {
        return new GatewayFailure(429, "Limit Exceeded", "the quota of a usage plan");
    }

    static GatewayFailure unsupportedMediaType() {
        return new GatewayFailure(415, "Unsupported Media Type", "no template fits and passthroughBehavior forbids");
    }

    static GatewayFailure internal(String reason) {
        return new GatewayFailure(500, INTERNAL, reason);
    }

    static GatewayFailure badGateway(String reason) {
        return new GatewayFailure(502, INTERNAL, reason);
    }

    static GatewayFailure timeout() {
        return new GatewayFailure(504, "Endpoint request timed out", "the integration took too long");
    }

    int status() {
        return status;
    }

    /// For the client.
    String message() {
        return message;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
