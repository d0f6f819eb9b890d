// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Expands
/// [Fn::ForEach](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html)
/// of the transform AWS::LanguageExtensions: `Fn::ForEach::Name: [Variable, [a, b], {Key${Variable}: ...}]`,
/// in Resources, Outputs, Conditions and properties.
final class ForEach {
    private static final String PREFIX = "Fn::ForEach::";
    private static final int MAX_DEPTH = 5;

    private final References parameters;
    private final TemplateProblems problems;

    /// @param parameters whose values may be used as the list
    ForEach(References parameters, TemplateProblems problems) {
        this.parameters = parameters;
        this.problems = problems;
    }

    Node expand(Node node) {
        return expand(node, 0);
    }

    private Node expand(Node node, int depth) {
        return switch (node) {
            case Node.Scalar scalar -> scalar;
            case Node.Unknown unknown -> unknown;
            case Node.Items items ->
                new Node.Items(
                        items.items().stream().map(item -> expand(item, depth)).toList(), items.mark());
            case Node.Fields fields -> {
                SequencedMap<String, Node.Field> expanded = new LinkedHashMap<>();
                fields.fields().forEach((name, field) -> {
                    if (name.startsWith(PREFIX)) {
                        loop(field, expanded, depth + 1);
                    } else {
                        put(expanded, name, new Node.Field(field.mark(), expand(field.value(), depth)));
                    }
                });
                yield new Node.Fields(expanded, fields.mark());
            }
        };
    }

    private void loop(Node.Field field, SequencedMap<String, Node.Field> expanded, int depth) {
        boolean right = field.value() instanceof Node.Items(List<Node> parts, boolean _, SourceLocation _)
                && parts.size() == 3
                && parts.get(0) instanceof Node.Scalar
                && parts.get(2) instanceof Node.Fields;
        if (!right || depth > MAX_DEPTH) {
            problems.add(
                    field.mark(),
                    right
                            ? "Fn::ForEach is nested deeper than " + MAX_DEPTH + " levels"
                            : "Fn::ForEach takes a variable, a list and an object");
            return;
        }
        List<Node> parts = ((Node.Items) field.value()).items();
        String variable = ((Node.Scalar) parts.get(0)).text();
        for (String value : values(parts.get(1))) {
            Node.Fields body = (Node.Fields) expand(new Replacement(variable, value).in(parts.get(2)), depth);
            body.fields().forEach((name, member) -> put(expanded, name, member));
        }
    }

    private void put(SequencedMap<String, Node.Field> expanded, String name, Node.Field field) {
        if (expanded.put(name, field) != null) {
            problems.add(field.mark(), "Fn::ForEach makes the key " + name + " twice");
        }
    }

    private List<String> values(Node list) {
        Node known = parameter(list).orElse(list);
        if (!(known instanceof Node.Items items)) {
            if (!(known instanceof Node.Unknown)) {
                problems.add(list.mark(), "Fn::ForEach takes a list, or the Ref of a parameter that is one");
            }
            return List.of();
        }
        List<String> values = new ArrayList<>();
        items.items().forEach(item -> {
            if (item instanceof Node.Scalar scalar) {
                values.add(scalar.text());
            } else {
                values.addAll(values(item));
            }
        });
        return values;
    }

    /// Returns the value of the parameter to which `Ref` leads.
    private Optional<Node> parameter(Node node) {
        return node instanceof Node.Fields call
                        && Intrinsics.isCall(call)
                        && call.find("Ref").orElse(null) instanceof Node.Scalar name
                ? parameters.ref(name.text(), node.mark())
                : Optional.empty();
    }

    /// A value for a variable: replaces `${X}` in strings and keys, `&{X}` by its letters and digits alone,
    /// and `Ref: X`.
    private record Replacement(String variable, String value) {
        Node in(Node node) {
            return switch (node) {
                case Node.Unknown unknown -> unknown;
                case Node.Scalar scalar ->
                    scalar.value().isTextual() ? Node.text(text(scalar.text()), scalar.mark()) : scalar;
                case Node.Items items -> items.map(this::in);
                case Node.Fields fields -> reference(fields).orElseGet(() -> members(fields));
            };
        }

        private Optional<Node> reference(Node.Fields fields) {
            boolean own = fields.fields().size() == 1
                    && fields.find("Ref").orElse(null) instanceof Node.Scalar name
                    && name.text().equals(variable);
            return own ? Optional.of(Node.text(value, fields.mark())) : Optional.empty();
        }

        private Node members(Node.Fields fields) {
            SequencedMap<String, Node.Field> members = new LinkedHashMap<>();
            fields.fields()
                    .forEach((name, field) -> members.put(text(name), new Node.Field(field.mark(), in(field.value()))));
            return new Node.Fields(members, fields.mark());
        }

        private String text(String text) {
            return text.replace("${" + variable + "}", value)
                    .replace("&{" + variable + "}", value.replaceAll("[^A-Za-z0-9]", ""));
        }
    }
}
