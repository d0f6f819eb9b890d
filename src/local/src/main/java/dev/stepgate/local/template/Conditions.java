// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// The Conditions section. A condition sees parameters, pseudo parameters, mappings and other conditions.
final class Conditions {
    private final Optional<Node.Fields> section;
    private final TemplateProblems problems;
    private final Resolver resolver;
    private final BiFunction<String, Node, Optional<Boolean>> more;
    private final Map<String, Optional<Boolean>> known = new HashMap<>();
    private final Set<String> beingEvaluated = new LinkedHashSet<>();

    Conditions(Optional<Node.Fields> section, References parameters, Mappings mappings, TemplateProblems problems) {
        this.section = section;
        this.problems = problems;
        this.more = (function, argument) -> {
            problems.add(
                    argument.mark(),
                    function + " is not a condition: expected Fn::Equals, Fn::And, Fn::Or, Fn::Not or Condition");
            return Optional.empty();
        };
        this.resolver = new Resolver(parameters, mappings, this, problems);
    }

    /// Makes conditions that have no names.
    ///
    /// @param more evaluates the functions that conditions do not have
    Conditions(
            References parameters,
            Mappings mappings,
            TemplateProblems problems,
            BiFunction<String, Node, Optional<Boolean>> more) {
        this.section = Optional.empty();
        this.problems = problems;
        this.more = more;
        this.resolver = new Resolver(parameters, mappings, this, problems);
    }

    /// Evaluates every condition, so that an invalid one is reported even when nothing uses it.
    void checkAll() {
        section.ifPresent(conditions -> conditions.fields().forEach((name, field) -> {
            isTrue(name, field.mark());
        }));
    }

    /// Returns the condition's value; empty, with a problem reported, when it cannot be evaluated.
    Optional<Boolean> isTrue(String name, SourceLocation mark) {
        Optional<Boolean> before = known.get(name);
        if (before != null) {
            return before;
        }
        Optional<Node> condition = section.flatMap(conditions -> conditions.find(name));
        if (condition.isEmpty()) {
            problems.add(
                    "condition " + name + " of " + section.map(Node::mark),
                    mark,
                    "no condition " + name + " in Conditions" + DidYouMean.hint(name, names()));
            return Optional.empty();
        }
        if (!beingEvaluated.add(name)) {
            return problem(mark, "conditions that need each other: " + String.join(", ", beingEvaluated));
        }
        Optional<Boolean> value = evaluate(condition.get());
        beingEvaluated.remove(name);
        known.put(name, value);
        return value;
    }

    private Set<String> names() {
        return section.map(conditions -> conditions.fields().keySet()).orElse(Set.of());
    }

    /// Evaluates a condition without a name of its own.
    Optional<Boolean> evaluate(Node node) {
        if (!(node instanceof Node.Fields fields) || fields.fields().size() != 1) {
            return problem(node.mark(), "a condition is one of Fn::Equals, Fn::And, Fn::Or, Fn::Not and Condition");
        }
        String function = fields.fields().firstEntry().getKey();
        Node argument = fields.fields().firstEntry().getValue().value();
        return switch (function) {
            case "Fn::Equals" -> areEqual(argument);
            case "Fn::And" ->
                all(argument, function, 2, 10).map(values -> values.stream().allMatch(value -> value));
            case "Fn::Or" ->
                all(argument, function, 2, 10).map(values -> values.stream().anyMatch(value -> value));
            case "Fn::Not" -> all(argument, function, 1, 1).map(values -> !values.getFirst());
            case "Condition" ->
                argument instanceof Node.Scalar name
                        ? isTrue(name.text(), name.mark())
                        : problem(argument.mark(), "Condition takes a condition's name");
            default -> more.apply(function, argument);
        };
    }

    private Optional<Boolean> areEqual(Node argument) {
        if (!(argument instanceof Node.Items items) || items.items().size() != 2) {
            return problem(argument.mark(), "Fn::Equals takes two values");
        }
        List<Node> values = items.items().stream()
                .flatMap(item -> resolver.resolve(item).stream())
                .toList();
        if (values.size() != 2 || values.stream().anyMatch(Node.Unknown.class::isInstance)) {
            return Optional.empty();
        }
        return Optional.of(comparable(values.get(0)).equals(comparable(values.get(1))));
    }

    /// Returns a value for comparison; scalars are compared as strings, so `true` equals `"true"`.
    private static Object comparable(Node node) {
        JsonNode json = node.json();
        return node instanceof Node.Scalar scalar ? scalar.text() : json;
    }

    private Optional<List<Boolean>> all(Node argument, String function, int atLeast, int atMost) {
        if (!(argument instanceof Node.Items(List<Node> parts, boolean _, SourceLocation mark))
                || parts.size() < atLeast
                || parts.size() > atMost) {
            String count = atLeast == atMost ? "one condition" : atLeast + " to " + atMost + " conditions";
            problems.add(argument.mark(), function + " takes a list of " + count);
            return Optional.empty();
        }
        List<Boolean> values = new ArrayList<>();
        parts.forEach(part -> evaluate(part).ifPresent(values::add));
        return values.size() == parts.size() ? Optional.of(values) : Optional.empty();
    }

    private Optional<Boolean> problem(SourceLocation mark, String message) {
        problems.add(mark, message);
        return Optional.empty();
    }
}
