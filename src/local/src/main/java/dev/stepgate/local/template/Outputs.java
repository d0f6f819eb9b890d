// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The Outputs section; those that a condition switches off are left out.
final class Outputs {
    private static final Set<String> KEYS = Set.of("Value", "Description", "Condition", "Export");

    private final Sections sections;
    private final References references;

    Outputs(Sections sections, References references) {
        this.sections = sections;
        this.references = references;
    }

    List<Template.Output> read(Node.Fields root) {
        return TemplateFile.section(root, "Outputs", sections.problems())
                .map(this::outputs)
                .orElse(List.of());
    }

    private List<Template.Output> outputs(Node.Fields section) {
        List<Template.Output> outputs = new ArrayList<>();
        section.fields().forEach((name, field) -> {
            Names.check("an output", name, field.mark(), sections.problems());
            if (field.value() instanceof Node.Fields output) {
                output(name, output).ifPresent(outputs::add);
            } else {
                sections.problems().add(field.mark(), "the output " + name + " must be an object with a Value");
            }
        });
        return outputs;
    }

    /// `{Name: ...}`
    private void export(String output, Node.Field export) {
        boolean isName = export.value() instanceof Node.Fields fields
                && fields.fields().keySet().equals(Set.of("Name"));
        if (!isName) {
            sections.problems().add(export.mark(), "the output " + output + ": Export must be an object with a Name");
        }
    }

    /// Returns the value; AWS::NotificationARNs is the only list that CloudFormation takes, and empty
    /// here.
    private static String value(Node.Fields written, Properties output) {
        boolean isNotifications = written.find("Value").orElse(null) instanceof Node.Fields call
                && call.json().path("Ref").asText().equals("AWS::NotificationARNs");
        return isNotifications ? "" : output.required("Value");
    }

    private Optional<Template.Output> output(String name, Node.Fields output) {
        sections.problems().unknown(output, KEYS, "the output " + name + " has no key");
        Optional.ofNullable(output.fields().get("Export")).ifPresent(export -> export(name, export));
        boolean wanted = output.find("Condition")
                .flatMap(condition ->
                        sections.conditions().isTrue(condition.json().asText(), condition.mark()))
                .orElse(true);
        if (!wanted) {
            return Optional.empty();
        }
        Node.Fields resolved = (Node.Fields) sections.resolver(references)
                .resolve(output.without("Condition").without("Export"))
                .orElseThrow();
        Properties properties = new Properties("the output " + name, resolved, sections.problems());
        return Optional.of(new Template.Output(
                name, value(output, properties), properties.text("Description").orElse("")));
    }
}
