// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// Converts a document of [Swagger 2.0](https://swagger.io/specification/v2/) to an equivalent OpenAPI 3
/// document, in the parts that API Gateway uses: definitions, security schemes, parameters, bodies.
final class Swagger {
    /// The places of the document's parts in OpenAPI 3.
    private static final Map<String, String> SECTIONS = Map.of(
            "definitions",
            "schemas",
            "securityDefinitions",
            "securitySchemes",
            "parameters",
            "parameters",
            "responses",
            "responses");

    private static final List<String> WITHOUT_EQUIVALENT =
            List.of("swagger", "host", "basePath", "schemes", "consumes", "produces");

    private final Node.Fields document;
    private final List<String> consumes;

    Swagger(Node.Fields document) {
        this.document = document;
        this.consumes = OpenApiImport.texts(document, "consumes");
    }

    Node.Fields openApi() {
        SequencedMap<String, Node.Field> members = new LinkedHashMap<>();
        Map<String, Node> components = new LinkedHashMap<>();
        members.put("openapi", new Node.Field(document.mark(), Node.text("3.0.1", document.mark())));
        document.fields().forEach((name, field) -> {
            String section = SECTIONS.get(name);
            if (section != null) {
                components.put(section, referred(field.value()));
            } else if (name.equals("paths") && field.value() instanceof Node.Fields paths) {
                members.put(name, new Node.Field(field.mark(), paths(paths)));
            } else if (!WITHOUT_EQUIVALENT.contains(name)) {
                members.put(name, new Node.Field(field.mark(), referred(field.value())));
            }
        });
        Node.Fields whole = new Node.Fields(members, document.mark());
        return components.isEmpty() ? whole : whole.with("components", Node.fields(document.mark(), components));
    }

    private Node paths(Node.Fields paths) {
        return each(paths, item -> each(item, this::operation));
    }

    private interface Change {
        Node of(Node.Fields fields);
    }

    private static Node each(Node.Fields fields, Change change) {
        SequencedMap<String, Node.Field> changed = new LinkedHashMap<>();
        fields.fields()
                .forEach((name, field) -> changed.put(
                        name,
                        new Node.Field(
                                field.mark(),
                                field.value() instanceof Node.Fields inner ? change.of(inner) : field.value())));
        return new Node.Fields(changed, fields.mark());
    }

    private Node operation(Node.Fields operation) {
        Node.Fields changed = operation.without("consumes").without("produces").without("schemes");
        if (operation.find("parameters").orElse(null) instanceof Node.Items parameters) {
            List<Node> others = parameters.items().stream()
                    .filter(parameter -> !isIn(parameter, "body") && !isIn(parameter, "formData"))
                    .toList();
            changed = changed.with("parameters", new Node.Items(others, parameters.mark()));
            for (Node parameter : parameters.items()) {
                if (isIn(parameter, "body") && parameter instanceof Node.Fields body) {
                    changed = changed.with("requestBody", body(body, operation));
                }
            }
        }
        return referred(changed);
    }

    private static boolean isIn(Node parameter, String place) {
        return parameter.json().path("in").asText().equals(place);
    }

    private Node body(Node.Fields body, Node.Fields operation) {
        List<String> own = OpenApiImport.texts(operation, "consumes");
        List<String> types = own.isEmpty() ? consumes : own;
        Map<String, Node> content = new LinkedHashMap<>();
        for (String type : types.isEmpty() ? List.of("application/json") : types) {
            body.find("schema")
                    .ifPresent(schema -> content.put(type, Node.fields(body.mark(), Map.of("schema", schema))));
        }
        return Node.fields(body.mark(), Map.of("content", Node.fields(body.mark(), content)));
    }

    /// Redirects references to the new places.
    private static Node referred(Node node) {
        return switch (node) {
            case Node.Unknown unknown -> unknown;
            case Node.Scalar scalar -> scalar;
            case Node.Items items -> items.map(Swagger::referred);
            case Node.Fields fields -> {
                SequencedMap<String, Node.Field> members = new LinkedHashMap<>();
                fields.fields().forEach((name, field) -> {
                    Node value = name.equals("$ref") && field.value() instanceof Node.Scalar reference
                            ? Node.text(reference(reference.text()), reference.mark())
                            : referred(field.value());
                    members.put(name, new Node.Field(field.mark(), value));
                });
                yield new Node.Fields(members, fields.mark());
            }
        };
    }

    private static String reference(String text) {
        for (Map.Entry<String, String> section : SECTIONS.entrySet()) {
            String before = "#/" + section.getKey() + "/";
            if (text.startsWith(before)) {
                return "#/components/" + section.getValue() + "/" + text.substring(before.length());
            }
        }
        return text;
    }
}
