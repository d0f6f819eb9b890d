// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// SAM's Globals section: properties that every resource of a type has, unless it sets its own
/// ([merging](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html)).
final class Globals {
    private static final String PREFIX = "AWS::Serverless::";

    /// The properties that a section may have, by the translator's own list.
    private static final Map<String, Set<String>> SECTIONS = GlobalsSections.ALL;

    private final Map<String, Node.Fields> byType;

    private Globals(Map<String, Node.Fields> byType) {
        this.byType = byType;
    }

    static Globals read(Optional<Node.Fields> section, TemplateProblems problems) {
        Map<String, Node.Fields> byType = new LinkedHashMap<>();
        section.ifPresent(fields -> fields.fields().forEach((name, field) -> {
            Set<String> known = SECTIONS.get(name);
            if (known == null) {
                problems.add(field.mark(), "Globals has no section " + name + DidYouMean.hint(name, SECTIONS.keySet()));
            } else if (field.value() instanceof Node.Fields properties) {
                byType.put(PREFIX + name, known(properties, name, problems));
            } else {
                problems.add(field.mark(), "Globals: " + name + " must be an object");
            }
        }));
        return new Globals(byType);
    }

    /// Returns the properties that the section may have; any other is a problem.
    private static Node.Fields known(Node.Fields properties, String section, TemplateProblems problems) {
        Set<String> known = SECTIONS.getOrDefault(section, Set.of());
        Node.Fields taken = properties;
        for (Map.Entry<String, Node.Field> property : properties.fields().entrySet()) {
            String name = property.getKey();
            if (!known.contains(name)) {
                taken = taken.without(name);
                problems.add(
                        property.getValue().mark(),
                        "Globals: SAM takes no " + name + " for every " + section + DidYouMean.hint(name, known));
            }
        }
        return taken;
    }

    /// Returns the globals without the properties of those names.
    Globals without(List<String> names) {
        Map<String, Node.Fields> fewer = new LinkedHashMap<>();
        byType.forEach((type, properties) -> {
            Node.Fields left = properties;
            for (String name : names) {
                left = left.without(name);
            }
            fewer.put(type, left);
        });
        return names.isEmpty() ? this : new Globals(fewer);
    }

    Node.Fields merge(String type, Node.Fields properties) {
        Node.Fields globals = byType.get(type);
        return globals == null ? properties : objects(globals, properties);
    }

    /// Merges objects and joins lists; of anything else the resource's own value wins.
    private static Node merge(Node global, Node own) {
        if (global instanceof Node.Fields left
                && own instanceof Node.Fields right
                && !Intrinsics.isCall(left)
                && !Intrinsics.isCall(right)) {
            return objects(left, right);
        }
        if (global instanceof Node.Items(List<Node> left, boolean _, SourceLocation _)
                && own instanceof Node.Items(List<Node> right, boolean _, SourceLocation mark)) {
            List<Node> joined = new ArrayList<>(left);
            joined.addAll(right);
            return new Node.Items(joined, mark);
        }
        return own;
    }

    private static Node.Fields objects(Node.Fields global, Node.Fields own) {
        SequencedMap<String, Node.Field> merged = new LinkedHashMap<>(global.fields());
        own.fields().forEach((name, field) -> {
            Node.Field there = merged.get(name);
            Node value = there == null ? field.value() : merge(there.value(), field.value());
            merged.put(name, new Node.Field(field.mark(), value));
        });
        return new Node.Fields(merged, own.mark());
    }
}
