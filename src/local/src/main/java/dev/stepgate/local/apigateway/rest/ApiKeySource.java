// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.Exchange;

/// Where the API key of a request stands.
enum ApiKeySource {
    /// In `x-api-key`.
    HEADER {
        @Override
        String keyOf(Exchange exchange) {
            return exchange.header("x-api-key");
        }
    },

    /// In the `usageIdentifierKey` of the authorizer's answer.
    AUTHORIZER {
        @Override
        String keyOf(Exchange exchange) {
            return exchange.context().part("authorizer").get("usageIdentifierKey") instanceof String key ? key : "";
        }
    };

    /// An empty text when there is none.
    abstract String keyOf(Exchange exchange);
}
