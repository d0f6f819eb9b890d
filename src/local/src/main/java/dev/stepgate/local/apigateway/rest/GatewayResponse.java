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
    static final GatewayResponse DEFAULT = named("message");

    /// API Gateway's own response of the type ACCESS_DENIED, whose member begins with a capital letter
    /// (`gateway_exception.py` of localstack/localstack, and an answer of AWS in
    /// [ASFHyP3/hyp3#2283](https://github.com/ASFHyP3/hyp3/issues/2283)).
    static final GatewayResponse ACCESS_DENIED = named("Message");

    private static GatewayResponse named(String member) {
        ContextText body = ContextText.parse("{\"" + member + "\":$context.error.messageString}");
        return new GatewayResponse(Optional.empty(), List.of(), Map.of(ContentType.JSON, body));
    }

    GatewayResponse {
        if (templates.isEmpty()) {
            templates = DEFAULT.templates;
        }
    }
}
