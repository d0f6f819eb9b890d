// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;

/// Expands
/// [Fn::ForEach](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-foreach.html)
/// of the transform AWS::LanguageExtensions: `Fn::ForEach::Name: [Variable, [a, b], {Key${Variable}: ...}]`,
/// in Resources, Outputs, Conditions and properties.
final class ForEach {
    private static final String PREFIX = "Fn::ForEach::";
    private static final int MAX_DEPTH = 5;

    private final References parameters;
    private final Set<String> taken;
    private final TemplateProblems problems;

    /// @param parameters whose values may be used as the list
    /// @param taken names of parameters and resources, which loops and their variables may not have
    ForEach(References parameters, Set<String> taken, TemplateProblems problems) {
        this.parameters = parameters;
        this.taken = taken;
        this.problems = problems;
    }

    static boolean isLoop(String key) {
        return key.startsWith(PREFIX);
    }

    Node expand(Node node) {
        return expand(node, List.of());
    }

    /// @param around the names and variables of the loops around the node
    private Node expand(Node node, List<String> around) {
        return switch (node) {
            case Node.Scalar scalar -> scalar;
            case Node.Unknown unknown -> unknown;
            case Node.Items items ->
                new Node.Items(
                        items.items().stream().map(item -> expand(item, around)).toList(), items.mark());
            case Node.Fields fields -> members(fields, around);
        };
    }

    private Node.Fields members(Node.Fields fields, List<String> around) {
        SequencedMap<String, Node.Field> expanded = new LinkedHashMap<>();
        fields.fields().forEach((name, field) -> {
            if (isLoop(name)) {
                loop(name, field, around).forEach(member -> put(expanded, member.key(), member.field()));
            } else {
                put(expanded, name, new Node.Field(field.mark(), expand(field.value(), around)));
            }
        });
        return new Node.Fields(expanded, fields.mark());
    }

    /// Returns the members that a loop makes, in their order.
    private List<Member> loop(String key, Node.Field field, List<String> around) {
        boolean right = field.value() instanceof Node.Items(List<Node> parts, boolean _, SourceLocation _)
                && parts.size() == 3
                && parts.get(0) instanceof Node.Scalar
                && parts.get(2) instanceof Node.Fields;
        if (!right || around.size() >= 2 * MAX_DEPTH) {
            String tooDeep = "Fn::ForEach is nested deeper than " + MAX_DEPTH + " levels";
            problems.add(field.mark(), right ? tooDeep : "Fn::ForEach takes a variable, a list and an object");
            return List.of();
        }
        List<Node> parts = ((Node.Items) field.value()).items();
        List<String> names = List.of(key.substring(PREFIX.length()), ((Node.Scalar) parts.get(0)).text());
        names.stream()
                .filter(name -> taken.contains(name) || around.contains(name))
                .forEach(name -> problems.add(
                        field.mark(), key + ": a parameter, a resource or a loop around has the name " + name));
        return rounds(parts, Stream.concat(around.stream(), names.stream()).toList());
    }

    /// @param within the names and variables of the loops, of which the last is this one's variable
    private List<Member> rounds(List<Node> parts, List<String> within) {
        List<Member> members = new ArrayList<>();
        for (String value : values(parts.get(1))) {
            Node round = new Replacement(within.getLast(), value).in(parts.get(2));
            ((Node.Fields) expand(round, within))
                    .fields()
                    .forEach((name, member) -> members.add(new Member(name, member)));
        }
        return members;
    }

    private record Member(String key, Node.Field field) {}

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
