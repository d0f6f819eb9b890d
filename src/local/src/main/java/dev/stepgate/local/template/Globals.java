// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// SAM's Globals section: properties that every resource of a type has, unless it says otherwise
/// ([merging](https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html)).
final class Globals {
    private static final Map<String, String> TYPES = Map.of(
            "Function", "AWS::Serverless::Function",
            "Api", "AWS::Serverless::Api",
            "HttpApi", "AWS::Serverless::HttpApi",
            "StateMachine", "AWS::Serverless::StateMachine",
            "SimpleTable", "AWS::Serverless::SimpleTable");

    private final Map<String, Node.Fields> byType = new LinkedHashMap<>();

    Globals(Optional<Node.Fields> section, TemplateProblems problems) {
        section.ifPresent(fields -> fields.fields().forEach((name, field) -> {
            String type = TYPES.get(name);
            if (type != null && field.value() instanceof Node.Fields properties) {
                byType.put(type, properties);
            } else {
                problems.add(field.mark(), "Globals: " + name + " is not supported");
            }
        }));
    }

    Node.Fields merge(String type, Node.Fields properties) {
        Node.Fields globals = byType.get(type);
        return globals == null ? properties : objects(globals, properties);
    }

    /// Objects are merged, lists are joined, and of anything else the resource's own stands.
    private static Node merge(Node global, Node own) {
        if (global instanceof Node.Fields left
                && own instanceof Node.Fields right
                && !Intrinsics.isCall(left)
                && !Intrinsics.isCall(right)) {
            return objects(left, right);
        }
        if (global instanceof Node.Items(List<Node> left, SourceLocation _)
                && own instanceof Node.Items(List<Node> right, SourceLocation mark)) {
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
