// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Refuses null values, as CloudFormation does:
/// `[/Resources/Orders/Properties/QueueName] 'null' values are not allowed in templates`. Those in the
/// resources of SAM are SAM's own matter: it writes a state machine's Definition as a text, and leaves out
/// properties that are null
/// ([cfn-lint #1657](https://github.com/aws-cloudformation/cfn-lint/issues/1657)).
final class Nulls {
    private static final List<String> SECTIONS = List.of("Mappings", "Conditions", "Resources", "Outputs");

    /// What a resource or an output must have, so that it is not missing.
    private static final Set<String> REQUIRED = Set.of("Type", "Value");

    private final TemplateProblems problems;

    Nulls(TemplateProblems problems) {
        this.problems = problems;
    }

    /// Returns the template without null members of sections, resources and outputs, and with unknown values in
    /// the place of other nulls: each of them is one problem.
    Node.Fields refuse(Node.Fields root) {
        List<String> transforms = Transforms.of(root);
        if (!hasNull(root) || Transforms.hasMacros(root)) {
            return root;
        }
        boolean sam = transforms.contains(Transforms.SAM);
        Node.Fields refused = root;
        for (String name : SECTIONS) {
            if (root.find(name).orElse(null) instanceof Node.Fields section) {
                refused = refused.with(name, members("/" + name, section, sam));
            }
        }
        return refused;
    }

    /// @param sam whether resources of SAM are left alone
    private Node.Fields members(String path, Node.Fields fields, boolean sam) {
        boolean isSectionOrMember = path.chars().filter(each -> each == '/').count() <= 2;
        SequencedMap<String, Node.Field> members = new LinkedHashMap<>();
        fields.fields().forEach((name, field) -> {
            boolean leaveAlone = name.equals("Metadata") || (sam && isSam(field.value()));
            Node value = leaveAlone ? field.value() : in(path + "/" + name, field);
            if (!isSectionOrMember || REQUIRED.contains(name) || !isNull(field.value())) {
                members.put(name, new Node.Field(field.mark(), value));
            }
        });
        return new Node.Fields(members, fields.mark());
    }

    private static boolean hasNull(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> isNull(scalar);
            case Node.Unknown _ -> false;
            case Node.Items items -> items.items().stream().anyMatch(Nulls::hasNull);
            case Node.Fields fields -> fields.fields().values().stream().anyMatch(field -> hasNull(field.value()));
        };
    }

    private static boolean isNull(Node node) {
        return node instanceof Node.Scalar scalar && scalar.value().isNull();
    }

    private static boolean isSam(Node resource) {
        return resource instanceof Node.Fields fields
                && fields.find("Type").orElse(null) instanceof Node.Scalar type
                && type.text().startsWith("AWS::Serverless::");
    }

    private Node in(String path, Node.Field field) {
        return switch (field.value()) {
            case Node.Unknown unknown -> unknown;
            case Node.Fields fields -> members(path, fields, false);
            case Node.Items items -> {
                AtomicInteger index = new AtomicInteger();
                yield items.map(item -> in(path + "/" + index.getAndIncrement(), new Node.Field(item.mark(), item)));
            }
            case Node.Scalar scalar -> isNull(scalar) ? nothing(path, field.mark()) : scalar;
        };
    }

    private Node nothing(String path, SourceLocation mark) {
        problems.add(
                mark,
                "[" + path + "] 'null' values are not allowed in templates:"
                        + " leave the key out, or give it !Ref AWS::NoValue");
        return new Node.Unknown(mark);
    }
}
