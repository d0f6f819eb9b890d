// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// The mapping of a backend's response (developer guide, "Set up WebSocket API integration responses in API
/// Gateway").
///
/// @param key the pattern in `/.../` that the response's status, or a function's error, must match; empty for
/// `$default`
record WebSocketIntegrationResponse(
        Optional<Pattern> key,
        MappingTemplates templates,
        ContentHandling contentHandling,
        List<WebSocketParameterMapping> parameters) {

    static WebSocketIntegrationResponse read(ResourceNode place) {
        return new WebSocketIntegrationResponse(
                key(place),
                MappingTemplates.read(place, "ResponseTemplates"),
                ContentHandling.read(place),
                WebSocketParameterMapping.ofResponse(place));
    }

    private static Optional<Pattern> key(ResourceNode place) {
        String key = place.required("IntegrationResponseKey");
        if (key.equals(SelectionExpression.DEFAULT)) {
            return Optional.empty();
        }
        ResourceNode at = place.member("IntegrationResponseKey");
        if (key.length() < 3 || !key.startsWith("/") || !key.endsWith("/")) {
            at.problem("expected $default or /EXPRESSION/, not " + key);
            return Optional.empty();
        }
        try {
            return Optional.of(Pattern.compile(key.substring(1, key.length() - 1)));
        } catch (PatternSyntaxException e) {
            at.problem("not a regular expression: " + e.getDescription());
            return Optional.empty();
        }
    }

    /// Returns the first response whose key matches the whole text; else the default.
    static Optional<WebSocketIntegrationResponse> select(List<WebSocketIntegrationResponse> responses, String text) {
        return responses.stream()
                .filter(response -> response.key().isPresent()
                        && response.key().get().matcher(text).matches())
                .findFirst()
                .or(() -> responses.stream()
                        .filter(response -> response.key().isEmpty())
                        .findFirst());
    }
}
