// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import com.fasterxml.jackson.databind.JsonNode;

/// The result of checking a JSON Web Token.
public sealed interface TokenValidation {
    record Valid(JsonNode claims) implements TokenValidation {}

    record Expired() implements TokenValidation {}

    /// @param reason in API Gateway's words where they are known, such as `issuer does not match`
    record Invalid(String reason) implements TokenValidation {}
}
