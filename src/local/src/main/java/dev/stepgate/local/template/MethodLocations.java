// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Locates the parts of an operation that is made from an `AWS::ApiGateway::Method`: each part gets the line of
/// the property from which it was made, so that a problem of a mapping template or a URI is reported there.
final class MethodLocations {
    private static final Map<String, String> PROPERTIES = Map.of(
            "httpMethod", "IntegrationHttpMethod",
            "responses", "IntegrationResponses");

    private MethodLocations() {}

    static Node.Fields of(Node.Fields operation, Properties method) {
        Optional<Node.Fields> integration = operation
                .find(OpenApi.INTEGRATION)
                .filter(Node.Fields.class::isInstance)
                .map(Node.Fields.class::cast);
        Node.Field written = method.fields().fields().get("Integration");
        if (integration.isEmpty() || written == null || !(written.value() instanceof Node.Fields properties)) {
            return operation;
        }
        SequencedMap<String, Node.Field> located =
                new LinkedHashMap<>(located(integration.get(), properties).fields());
        located.computeIfPresent("responses", (_, responses) -> responses(responses, properties));
        return operation.with(OpenApi.INTEGRATION, new Node.Fields(located, written.mark()));
    }

    private static Node.Fields located(Node.Fields made, Node.Fields properties) {
        SequencedMap<String, Node.Field> located = new LinkedHashMap<>();
        made.fields().forEach((name, field) -> {
            String usual = Character.toUpperCase(name.charAt(0)) + name.substring(1);
            Node.Field property = properties.fields().get(PROPERTIES.getOrDefault(name, usual));
            located.put(name, property == null ? field : located(field.value(), property));
        });
        return new Node.Fields(located, properties.mark());
    }

    private static Node.Field located(Node made, Node.Field property) {
        boolean isCopy = made.json().equals(property.value().json());
        return isCopy ? property : new Node.Field(property.mark(), Node.of(made.json(), property.mark()));
    }

    private static Node.Field responses(Node.Field responses, Node.Fields properties) {
        if (!(responses.value() instanceof Node.Fields byPattern)
                || !(properties.find("IntegrationResponses").orElse(null) instanceof Node.Items written)) {
            return responses;
        }
        SequencedMap<String, Node.Field> located = new LinkedHashMap<>(byPattern.fields());
        for (Node item : written.items()) {
            if (item instanceof Node.Fields response) {
                located.computeIfPresent(
                        pattern(response),
                        (_, field) -> field.value() instanceof Node.Fields made
                                        && made.json()
                                                .path("statusCode")
                                                .asText()
                                                .equals(response.json()
                                                        .path("StatusCode")
                                                        .asText())
                                ? new Node.Field(response.mark(), located(made, response))
                                : field);
            }
        }
        return new Node.Field(
                responses.mark(), new Node.Fields(located, responses.value().mark()));
    }

    private static String pattern(Node.Fields response) {
        String given = response.json().path("SelectionPattern").asText();
        return given.isEmpty() ? "default" : given;
    }
}
