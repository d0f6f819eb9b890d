// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.Exchange;

/// The place of the API key in a request.
enum ApiKeySource {
    /// The header `x-api-key`.
    HEADER {
        @Override
        String keyOf(Exchange exchange) {
            return exchange.header("x-api-key");
        }
    },

    /// The `usageIdentifierKey` of the authorizer's answer.
    AUTHORIZER {
        @Override
        String keyOf(Exchange exchange) {
            return exchange.context().part("authorizer").get("usageIdentifierKey") instanceof String key ? key : "";
        }
    };

    /// Returns the key; empty when there is none.
    abstract String keyOf(Exchange exchange);
}
