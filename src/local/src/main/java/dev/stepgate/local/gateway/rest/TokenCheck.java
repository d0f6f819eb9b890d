// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import com.fasterxml.jackson.databind.JsonNode;

/// What came of checking a JSON Web Token.
sealed interface TokenCheck {
    record Valid(JsonNode claims) implements TokenCheck {}

    record Expired() implements TokenCheck {}

    /// @param reason in API Gateway's words where they are known, such as `issuer does not match`
    record Invalid(String reason) implements TokenCheck {}
}
