// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Resources whose `Properties` are indented too little: each is told as one problem, and read as it was meant, so that
/// nothing else of it is told.
final class Misindented {
    private static final String PROPERTIES = "Properties";

    private final Set<String> attributes;
    private final TemplateProblems problems;

    /// @param attributes that a resource has, `Properties` among them
    Misindented(Set<String> attributes, TemplateProblems problems) {
        this.attributes = attributes;
        this.problems = problems;
    }

    /// Returns the template as it was meant.
    Node.Fields mended(Node.Fields template) {
        return template.find("Resources").orElse(null) instanceof Node.Fields resources
                ? template.with("Resources", resources(resources))
                : template;
    }

    private Node.Fields resources(Node.Fields resources) {
        SequencedMap<String, Node.Field> mended = new LinkedHashMap<>();
        resources.fields().forEach((logicalId, field) -> {
            Optional<Node.Fields> owner = logicalId.equals(PROPERTIES) ? lastOf(mended) : Optional.empty();
            if (owner.isPresent() && isWithoutType(field.value())) {
                String name = mended.lastEntry().getKey();
                problems.add(
                        field.mark(),
                        "Properties stands beside the resources: it must be indented as far as the Type of " + name);
                Node.Fields whole = owner.get().with(PROPERTIES, field.value());
                mended.put(name, new Node.Field(mended.lastEntry().getValue().mark(), whole));
            } else {
                mended.put(logicalId, new Node.Field(field.mark(), beside(field.value())));
            }
        });
        return new Node.Fields(mended, resources.mark());
    }

    /// The last resource, if it has a type and no properties.
    private static Optional<Node.Fields> lastOf(SequencedMap<String, Node.Field> resources) {
        return !resources.isEmpty()
                        && resources.lastEntry().getValue().value() instanceof Node.Fields last
                        && last.find("Type").isPresent()
                        && last.find(PROPERTIES).isEmpty()
                ? Optional.of(last)
                : Optional.empty();
    }

    private static boolean isWithoutType(Node node) {
        return node instanceof Node.Fields fields && fields.find("Type").isEmpty();
    }

    /// Moves what stands beside an empty `Properties` into it.
    private Node beside(Node node) {
        if (!(node instanceof Node.Fields resource)
                || !(resource.find(PROPERTIES).orElse(null) instanceof Node.Scalar empty)
                || !empty.value().isNull()) {
            return node;
        }
        SequencedMap<String, Node.Field> own = new LinkedHashMap<>(resource.fields());
        SequencedMap<String, Node.Field> properties = new LinkedHashMap<>(resource.fields());
        own.keySet().retainAll(attributes);
        properties.keySet().removeAll(attributes);
        if (properties.isEmpty()) {
            return node;
        }
        problems.add(
                empty.mark(),
                "Properties is empty: " + String.join(", ", properties.keySet()) + " must be indented further than it");
        return new Node.Fields(own, resource.mark()).with(PROPERTIES, new Node.Fields(properties, empty.mark()));
    }
}
