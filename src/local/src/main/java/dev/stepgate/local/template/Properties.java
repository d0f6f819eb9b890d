// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Typed access to resolved properties. A value of the wrong type is a problem and counts as absent; an
/// unknown value counts as absent and has been reported before.
///
/// @param owner the resource or event, for messages: `Users (AWS::Serverless::Function)`
record Properties(String owner, Node.Fields fields, TemplateProblems problems) {

    SourceLocation mark() {
        return fields.mark();
    }

    /// Returns the property's location, or that of the whole object.
    SourceLocation mark(String name) {
        Node.Field field = fields.fields().get(name);
        return field == null ? fields.mark() : field.mark();
    }

    /// Adds a problem of a property; one that several resources have from Globals is told once.
    void problem(String name, String message) {
        String problem = name + " " + message;
        problems.add(mark(name) + " " + problem, mark(name), owner + ": " + problem);
    }

    Optional<Node> node(String name) {
        return fields.find(name).filter(node -> !(node instanceof Node.Unknown));
    }

    Optional<String> text(String name) {
        return node(name).flatMap(node -> {
            if (node instanceof Node.Scalar scalar) {
                return Optional.of(scalar.text());
            }
            Optional<String> first = node instanceof Node.Items items ? items.madeUpText() : Optional.empty();
            if (first.isEmpty()) {
                problem(name, "must be a text");
            }
            return first;
        });
    }

    /// Returns a string; empty, with a problem, when it is absent.
    String required(String name) {
        if (!fields.fields().containsKey(name)) {
            problems.add(fields.mark(), owner + ": " + name + " is missing");
        }
        return text(name).orElse("");
    }

    /// Returns an integer in the range.
    int number(String name, int otherwise, Range range) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        boolean whole = text.get().matches("-?[0-9]{1,9}");
        if (!whole || !range.has(Integer.parseInt(text.get()))) {
            problem(
                    name,
                    "must be a whole number from " + range.least() + " to " + range.most() + ", not " + text.get());
            return otherwise;
        }
        return Integer.parseInt(text.get());
    }

    record Range(int least, int most) {
        boolean has(int number) {
            return least <= number && number <= most;
        }
    }

    /// Returns a number with or without a fraction.
    Optional<Double> decimal(String name) {
        return text(name).flatMap(text -> {
            if (text.matches("[0-9]+(\\.[0-9]+)?")) {
                return Optional.of(Double.valueOf(text));
            }
            problem(name, "must be a number, not " + text);
            return Optional.empty();
        });
    }

    /// The objects of a list.
    List<Properties> objects(String name) {
        return items(name).stream()
                .filter(Node.Fields.class::isInstance)
                .map(item -> new Properties(owner + " " + name, (Node.Fields) item, problems))
                .toList();
    }

    boolean flag(String name, boolean otherwise) {
        Optional<String> text = text(name);
        if (text.isPresent() && !text.get().matches("(?i)true|false")) {
            problem(name, "must be true or false, not " + text.get());
        }
        return text.map(Boolean::parseBoolean).orElse(otherwise);
    }

    /// Returns an object's fields as strings; numbers and booleans keep their spelling.
    Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        inner(name)
                .ifPresent(inner -> inner.fields
                        .fields()
                        .keySet()
                        .forEach(key -> inner.text(key).ifPresent(text -> texts.put(key, text))));
        return texts;
    }

    List<Node> items(String name) {
        return node(name)
                .map(node -> {
                    if (node instanceof Node.Items items) {
                        return items.items();
                    }
                    problem(name, "must be a list");
                    return List.<Node>of();
                })
                .orElse(List.of());
    }

    Optional<Properties> inner(String name) {
        return node(name).flatMap(node -> {
            if (node instanceof Node.Fields inner) {
                return Optional.of(new Properties(owner + " " + name, inner, problems));
            }
            problem(name, "must be an object");
            return Optional.empty();
        });
    }

    /// Returns a string, which has to be one of those; after the problem of another, one of them stands for it.
    String choice(String name, String otherwise, List<String> allowed) {
        String text = text(name).orElse(otherwise);
        if (allowed.contains(text)) {
            return text;
        }
        problem(name, "must be " + String.join(" or ", allowed) + ", not " + text);
        return allowed.getFirst();
    }

    /// Returns a string, which has to be there and one of those.
    String requiredChoice(String name, List<String> allowed) {
        String text = required(name);
        return text.isEmpty() ? allowed.getFirst() : choice(name, text, allowed);
    }
}
