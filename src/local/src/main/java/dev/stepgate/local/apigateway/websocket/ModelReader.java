// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.apigateway.Model;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.json.JsonSyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Reads the AWS::ApiGatewayV2::Model resources of an API, and its routes' references to them.
record ModelReader(Map<String, Model> byName) {

    static ModelReader of(ResourceNode root) {
        Map<String, Model> byName = new LinkedHashMap<>();
        root.entries("Model")
                .forEach((_, place) -> model(place).ifPresent(model -> byName.put(place.required("Name"), model)));
        return new ModelReader(byName);
    }

    private static Optional<Model> model(ResourceNode place) {
        ResourceNode schema = place.member("Schema");
        try {
            JsonNode node = schema.node().isTextual() ? Json.parse(schema.node().textValue()) : schema.node();
            if (node.isObject()) {
                return Optional.of(Model.of(node));
            }
            schema.problem("expected a JSON Schema of draft 4");
        } catch (JsonSyntaxException | IllegalArgumentException e) {
            schema.problem("expected a JSON Schema of draft 4: " + e.getMessage());
        }
        return Optional.empty();
    }

    /// Reads the models of one route; its RequestModels name models of the API.
    RouteModels read(ResourceNode route) {
        Map<String, Model> byKey = new LinkedHashMap<>();
        route.entries("RequestModels").forEach((key, place) -> {
            Model model = byName.get(place.node().asText());
            if (model == null) {
                place.problem("expected the name of a model of this API, not "
                        + place.node().asText());
            } else {
                byKey.put(key, model);
            }
        });
        return new RouteModels(SelectionExpression.optional(route, "ModelSelectionExpression"), byKey);
    }
}
