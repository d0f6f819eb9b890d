// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Imports an OpenAPI document as API Gateway does: `${AWS::Region}`, `${AWS::AccountId}` and
/// `${AWS::Partition}` are replaced in every string ([AWS variables for
/// import](https://docs.aws.amazon.com/apigateway/latest/developerguide/import-api-aws-variables.html)), and
/// REST APIs accept Swagger 2.0 as well.
final class OpenApiImport {
    private final Map<String, String> variables;

    OpenApiImport(Stack stack) {
        variables = Map.of(
                "${AWS::Region}", stack.region(),
                "${AWS::AccountId}", stack.accountId(),
                "${AWS::Partition}", stack.partition());
    }

    /// Imports the document of a REST API.
    Node.Fields rest(Node.Fields document) {
        Node.Fields named = named(document);
        boolean swagger = named.find("swagger")
                .filter(version ->
                        version instanceof Node.Scalar scalar && scalar.text().matches("2(\\.0)?"))
                .isPresent();
        return swagger ? new Swagger(named).openApi() : named;
    }

    /// Replaces the variables of a document.
    Node.Fields named(Node.Fields document) {
        return (Node.Fields) replaced(document);
    }

    private Node replaced(Node node) {
        return switch (node) {
            case Node.Unknown unknown -> unknown;
            case Node.Scalar scalar -> scalar.text().contains("${AWS::") ? text(scalar) : scalar;
            case Node.Items items -> items.map(this::replaced);
            case Node.Fields fields -> {
                SequencedMap<String, Node.Field> members = new LinkedHashMap<>();
                fields.fields()
                        .forEach((name, field) ->
                                members.put(name, new Node.Field(field.mark(), replaced(field.value()))));
                yield new Node.Fields(members, fields.mark());
            }
        };
    }

    private Node text(Node.Scalar scalar) {
        String text = scalar.text();
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            text = text.replace(variable.getKey(), variable.getValue());
        }
        return Node.text(text, scalar.mark());
    }

    /// The strings of a list in the document.
    static List<String> texts(Node.Fields document, String name) {
        return document.find(name).orElse(null) instanceof Node.Items items
                ? items.items().stream().map(item -> item.json().asText()).toList()
                : List.of();
    }
}
