// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.claim;

/// The answer of the API.
///
/// @param body JSON in a string, empty for an error
/// @param error the code and the message, both empty without an error
public record Answer(int statusCode, String body, Error error) {
    /// The inner part of the error shape.
    public record Error(String code, String message) {}

    static Answer of(int statusCode, String body) {
        return new Answer(statusCode, body, new Error("", ""));
    }

    static Answer refused(int statusCode, String code, String message) {
        return new Answer(statusCode, "", new Error(code, message));
    }

    static Answer refusedName() {
        return refused(400, "BadRequest", "An Idempotency-Key is 1 to 40 letters, digits, hyphens and underscores.");
    }
}
