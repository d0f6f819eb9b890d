// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Checks the attributes that all resources have: the logical id, DependsOn, and the policies for its
/// deletion and replacement
/// ([attributes](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-product-attribute-reference.html)).
final class ResourceAttributes {
    private static final Set<String> POLICIES = Set.of("Delete", "Retain", "Snapshot", "RetainExceptOnCreate");

    private final Sections sections;
    private final Map<String, Node.Fields> resources = new LinkedHashMap<>();

    ResourceAttributes(Sections sections) {
        this.sections = sections;
    }

    void read(String logicalId, Node.Field field) {
        if (!logicalId.matches("[A-Za-z0-9]+")) {
            problem(field.mark(), logicalId + ": a logical id has letters and digits only");
        }
        if (sections.parameters().containsKey(logicalId)) {
            problem(field.mark(), logicalId + ": a parameter has that name, too");
        }
        if (field.value() instanceof Node.Fields resource) {
            resources.put(logicalId, resource);
        }
    }

    /// @param generated tells whether SAM makes a resource of that name
    void check(Predicate<String> generated) {
        resources.forEach((logicalId, resource) -> {
            policy(logicalId, resource, "DeletionPolicy");
            policy(logicalId, resource, "UpdateReplacePolicy");
            for (Node needed : needs(resource)) {
                String name = needed.json().asText();
                if (name.equals(logicalId)) {
                    problem(needed.mark(), logicalId + ": DependsOn names the resource itself");
                } else if (!resources.containsKey(name) && !generated.test(name)) {
                    problem(
                            needed.mark(),
                            logicalId + ": DependsOn names no resource: " + name
                                    + DidYouMean.hint(name, resources.keySet()));
                }
            }
            circle(logicalId);
        });
    }

    private static List<Node> needs(Node.Fields resource) {
        Optional<Node> needs = resource.find("DependsOn");
        return needs.map(node -> node instanceof Node.Items items ? items.items() : List.of(node))
                .orElse(List.of());
    }

    private void policy(String logicalId, Node.Fields resource, String name) {
        if (resource.find(name).orElse(null) instanceof Node.Scalar value && !POLICIES.contains(value.text())) {
            problem(
                    value.mark(),
                    logicalId + ": " + name + " is Delete, Retain, Snapshot or RetainExceptOnCreate, not "
                            + value.text());
        }
    }

    /// Reports a circle made of DependsOn alone, at its first resource.
    private void circle(String start) {
        Set<String> seen = new LinkedHashSet<>();
        String at = start;
        while (resources.containsKey(at) && seen.add(at)) {
            List<Node> needs = needs(resources.get(at));
            at = needs.size() == 1 ? needs.getFirst().json().asText() : "";
        }
        boolean first =
                resources.keySet().stream().filter(seen::contains).findFirst().equals(Optional.of(start));
        Node.Fields resource = resources.get(start);
        if (resource != null && at.equals(start) && seen.size() > 1 && first) {
            problem(resource.mark(), "resources that need each other: " + String.join(" -> ", seen) + " -> " + start);
        }
    }

    private void problem(SourceLocation mark, String message) {
        sections.problems().add(mark, message);
    }
}
