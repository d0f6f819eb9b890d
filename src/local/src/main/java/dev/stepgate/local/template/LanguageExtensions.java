// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What
/// [AWS::LanguageExtensions](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-languageextensions.html)
/// adds to a template, and the refusal of it in a template without that transform.
final class LanguageExtensions {
    private static final Set<String> FUNCTIONS = Set.of("Fn::Length", "Fn::ToJsonString");

    private final TemplateProblems problems;

    LanguageExtensions(TemplateProblems problems) {
        this.problems = problems;
    }

    /// Returns the template with its loops expanded; without the transform, without its loops.
    Node.Fields apply(Node.Fields root, References parameters) {
        if (Transforms.of(root).contains(Transforms.LANGUAGE_EXTENSIONS)) {
            return (Node.Fields) new ForEach(parameters, names(root), problems).expand(root);
        }
        return Transforms.hasMacros(root) ? root : (Node.Fields) without(root);
    }

    /// Returns the names of the parameters and resources.
    private static Set<String> names(Node.Fields root) {
        return Stream.of("Parameters", "Resources")
                .flatMap(section -> root.find(section).stream())
                .filter(Node.Fields.class::isInstance)
                .flatMap(section -> ((Node.Fields) section).fields().keySet().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private Node without(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar;
            case Node.Unknown unknown -> unknown;
            case Node.Items items -> items.map(this::without);
            case Node.Fields fields -> members(fields);
        };
    }

    private Node.Fields members(Node.Fields fields) {
        SequencedMap<String, Node.Field> members = new LinkedHashMap<>();
        fields.fields().forEach((name, field) -> {
            Optional<String> extension = extension(name, field.value());
            extension.ifPresent(what ->
                    problems.add(field.mark(), what + " needs `Transform: " + Transforms.LANGUAGE_EXTENSIONS + "`"));
            if (!ForEach.isLoop(name)) {
                Node value = extension.isEmpty() ? without(field.value()) : new Node.Unknown(field.mark());
                members.put(name, new Node.Field(field.mark(), value));
            }
        });
        return new Node.Fields(members, fields.mark());
    }

    /// Tells which of the transform's own a field is.
    private static Optional<String> extension(String name, Node value) {
        if (ForEach.isLoop(name)) {
            return Optional.of("Fn::ForEach");
        }
        if (name.equals("Fn::FindInMap")
                && value instanceof Node.Items(List<Node> parts, boolean _, SourceLocation _)
                && parts.size() == 4) {
            return Optional.of("the DefaultValue of Fn::FindInMap");
        }
        if (name.equals("Ref") && value instanceof Node.Fields call && Intrinsics.isCall(call)) {
            return Optional.of("a function as the name in Ref");
        }
        return Optional.of(name).filter(FUNCTIONS::contains);
    }
}
