// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Checks the attributes that all resources have: the logical id, DependsOn, and the policies for its
/// deletion and replacement
/// ([attributes](https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-product-attribute-reference.html)).
final class ResourceAttributes {
    /// The types that can be kept as a snapshot (Template Reference, DeletionPolicy).
    private static final Set<String> SNAPSHOTS = Set.of(
            "AWS::DocDB::DBCluster",
            "AWS::EC2::Volume",
            "AWS::ElastiCache::CacheCluster",
            "AWS::ElastiCache::ReplicationGroup",
            "AWS::Neptune::DBCluster",
            "AWS::RDS::DBCluster",
            "AWS::RDS::DBInstance",
            "AWS::Redshift::Cluster");

    private final Sections sections;
    private final Map<String, Node.Fields> resources = new LinkedHashMap<>();

    ResourceAttributes(Sections sections) {
        this.sections = sections;
    }

    void read(String logicalId, Node.Field field) {
        Names.check("a resource", logicalId, field.mark(), sections.problems());
        if (sections.parameters().containsKey(logicalId)) {
            problem(field.mark(), logicalId + ": a parameter has the same name");
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
                    sections.problems()
                            .add(
                                    sections.stack().path() + name,
                                    needed.mark(),
                                    logicalId + ": DependsOn names no resource: " + name
                                            + DidYouMean.hint(name, resources.keySet()));
                }
            }
        });
    }

    static List<Node> needs(Node.Fields resource) {
        Optional<Node> needs = resource.find("DependsOn");
        return needs.map(node -> node instanceof Node.Items items ? items.items() : List.of(node))
                .orElse(List.of());
    }

    private void policy(String logicalId, Node.Fields resource, String name) {
        if (!(resource.find(name).orElse(null) instanceof Node.Scalar value)) {
            return;
        }
        List<String> allowed = new ArrayList<>(List.of("Delete", "Retain"));
        if (name.equals("DeletionPolicy")) {
            allowed.add("RetainExceptOnCreate");
        }
        String type = resource.find("Type").map(node -> node.json().asText()).orElse("");
        if (SNAPSHOTS.contains(type)) {
            allowed.add("Snapshot");
        }
        if (!allowed.contains(value.text())) {
            String of = value.text().equals("Snapshot") ? ": there is no snapshot of " + type : "";
            problem(
                    value.mark(),
                    logicalId + ": " + name + " must be " + String.join(" or ", allowed) + ", not " + value.text()
                            + of);
        }
    }

    private void problem(SourceLocation mark, String message) {
        sections.problems().add(mark, message);
    }
}
