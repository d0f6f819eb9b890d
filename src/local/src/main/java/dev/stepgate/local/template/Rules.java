// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The Rules section: conditions that the parameters must fulfil before CloudFormation makes anything
/// ([Rules](https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html)).
final class Rules {
    private static final Set<String> KEYS = Set.of("RuleCondition", "Assertions");
    private static final Set<String> ASSERTION_KEYS = Set.of("Assert", "AssertDescription");

    /// The functions that look up networks, images and keys in the account.
    private static final Set<String> OF_THE_ACCOUNT = Set.of("Fn::RefAll", "Fn::ValueOf", "Fn::ValueOfAll");

    private final TemplateProblems problems;
    private final Resolver resolver;
    private final Conditions conditions;

    Rules(Stack stack, Map<String, Node> parameters, Mappings mappings, TemplateProblems problems) {
        this.problems = problems;
        References values = new ParameterReferences(stack, parameters, problems);
        this.conditions = new Conditions(values, mappings, problems, this::member);
        this.resolver = new Resolver(values, mappings, conditions, problems);
    }

    /// Every assertion that does not hold is a problem.
    void check(Node.Fields rules) {
        rules.fields().forEach((name, field) -> {
            Names.check("a rule", name, field.mark(), problems);
            if (field.value() instanceof Node.Fields rule) {
                check("the rule " + name, rule);
            } else {
                problems.add(field.mark(), "the rule " + name + " must be an object with Assertions");
            }
        });
    }

    private void check(String title, Node.Fields rule) {
        problems.unknown(rule, KEYS, title + " has no key");
        if (!KEYS.containsAll(rule.fields().keySet())) {
            return;
        }
        if (calls(rule).anyMatch(OF_THE_ACCOUNT::contains)) {
            problems.notHere(rule.mark(), title, "it asks an account for its resources and is taken to hold");
            return;
        }
        if (!(rule.find("Assertions").orElse(null) instanceof Node.Items assertions)) {
            problems.add(rule.mark(), title + " has a list of Assertions");
            return;
        }
        boolean applies = rule.find("RuleCondition").map(this::holds).orElse(true);
        assertions.items().forEach(assertion -> check(title, assertion, applies));
    }

    private void check(String title, Node assertion, boolean applies) {
        if (!(assertion instanceof Node.Fields fields) || fields.find("Assert").isEmpty()) {
            problems.add(assertion.mark(), title + ": an assertion must be an object with an Assert");
            return;
        }
        problems.unknown(fields, ASSERTION_KEYS, title + " has no key");
        boolean holds = holds(fields.find("Assert").orElseThrow());
        if (applies && !holds) {
            problems.add(fields.mark(), title + " does not hold" + description(fields));
        }
    }

    /// True for a condition that cannot be evaluated, which has been reported.
    private boolean holds(Node condition) {
        return conditions.evaluate(condition).orElse(true);
    }

    private static String description(Node.Fields assertion) {
        return assertion
                .find("AssertDescription")
                .map(text -> ": " + text.json().asText())
                .orElse("");
    }

    private static Stream<String> calls(Node node) {
        return switch (node) {
            case Node.Scalar _, Node.Unknown _ -> Stream.empty();
            case Node.Items items -> items.items().stream().flatMap(Rules::calls);
            case Node.Fields fields ->
                Stream.concat(
                        fields.fields().keySet().stream(),
                        fields.fields().values().stream().flatMap(field -> calls(field.value())));
        };
    }

    /// Evaluates a function that only rules have; empty for any other, which is reported.
    private Optional<Boolean> member(String function, Node argument) {
        return switch (function) {
            case "Fn::Contains" ->
                operands(function, argument, false)
                        .map(each -> each.left().contains(each.right().getFirst()));
            case "Fn::EachMemberEquals" ->
                operands(function, argument, false)
                        .map(each -> each.left().stream().allMatch(each.right().getFirst()::equals));
            case "Fn::EachMemberIn" ->
                operands(function, argument, true).map(each -> each.right().containsAll(each.left()));
            default -> {
                problems.add(argument.mark(), function + " cannot be used in a rule");
                yield Optional.empty();
            }
        };
    }

    private record Operands(List<String> left, List<String> right) {}

    /// Returns the list and the text, or the two lists; empty when one is unknown, or wrong, which is reported.
    private Optional<Operands> operands(String function, Node argument, boolean areLists) {
        List<Node> values = argument instanceof Node.Items items
                ? items.items().stream()
                        .flatMap(each -> resolver.resolve(each).stream())
                        .toList()
                : List.of();
        if (values.stream().anyMatch(Node.Unknown.class::isInstance)) {
            return Optional.empty();
        }
        if (values.size() != 2
                || !(values.get(0) instanceof Node.Items)
                || areLists != values.get(1) instanceof Node.Items) {
            problems.add(argument.mark(), function + (areLists ? " takes two lists" : " takes a list and a text"));
            return Optional.empty();
        }
        return Optional.of(new Operands(texts(values.get(0)), texts(values.get(1))));
    }

    private static List<String> texts(Node node) {
        List<Node> nodes = node instanceof Node.Items items ? items.items() : List.of(node);
        return nodes.stream()
                .map(each -> each instanceof Node.Scalar scalar ? scalar.text() : "")
                .toList();
    }
}
