// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import dev.stepgate.local.vtl.MappingTemplate;
import dev.stepgate.local.vtl.MappingTemplateSyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Mapping templates by key, and the expression that computes the key (developer guide, "Data transformations
/// for WebSocket APIs in API Gateway").
///
/// @param selection if empty, the key is `$default`
record MappingTemplates(Optional<SelectionExpression> selection, Map<String, MappingTemplate> byKey) {

    static MappingTemplates read(ResourceNode owner, String property) {
        Map<String, MappingTemplate> byKey = new LinkedHashMap<>();
        owner.entries(property).forEach((key, place) -> {
            try {
                byKey.put(key, MappingTemplate.parse(place.node().asText()));
            } catch (MappingTemplateSyntaxException e) {
                place.problem(String.valueOf(e.getMessage()));
            }
        });
        return new MappingTemplates(SelectionExpression.optional(owner, "TemplateSelectionExpression"), byKey);
    }

    boolean isEmpty() {
        return byKey.isEmpty();
    }

    /// Returns the template for the key, or else that for `$default`.
    Optional<MappingTemplate> select(Function<ValueSource, Optional<String>> values) {
        String key =
                selection.flatMap(expression -> expression.evaluate(values)).orElse(SelectionExpression.DEFAULT);
        return Optional.ofNullable(byKey.getOrDefault(key, byKey.get(SelectionExpression.DEFAULT)));
    }

    /// Returns the template for a response. No part of its body selects one, and without an expression and `$default`
    /// the first is used (as AWS answered LocalStack's test_websocket_non_proxy_response_integration and
    /// test_websocket_with_sns_integration).
    Optional<MappingTemplate> ofResponse(Function<ValueSource, Optional<String>> values) {
        Optional<MappingTemplate> selected =
                select(source -> source instanceof ValueSource.ResponseBody ? Optional.empty() : values.apply(source));
        return selection.isPresent()
                ? selected
                : selected.or(() -> byKey.values().stream().findFirst());
    }
}
