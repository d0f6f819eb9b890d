// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.rest;

import dev.stepgate.local.apigateway.ContentType;
import dev.stepgate.local.apigateway.ContextText;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An API's response to a type of failure.
///
/// @param status replaces that of the type
/// @param headers mapped from the request and its context
/// @param templates by content type; never empty
record GatewayResponse(Optional<Integer> status, List<ParameterMapping> headers, Map<String, ContextText> templates) {
    static final GatewayResponse DEFAULT = new GatewayResponse(
            Optional.empty(),
            List.of(),
            Map.of(ContentType.JSON, ContextText.parse("{\"message\":$context.error.messageString}")));

    GatewayResponse {
        if (templates.isEmpty()) {
            templates = DEFAULT.templates;
        }
    }
}
