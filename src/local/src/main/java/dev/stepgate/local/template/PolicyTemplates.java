// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The policy templates in `Policies` of SAM's functions and state machines, from `policy-templates.txt` beside this
/// class. They have no effect here, but SAM refuses a template with one that does not exist or lacks a parameter.
final class PolicyTemplates {
    private static final Map<String, List<String>> PARAMETERS = read();

    private PolicyTemplates() {}

    private static Map<String, List<String>> read() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        ResourceTypes.resource("policy-templates.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> List.of(line.split(" ")))
                .forEach(words -> parameters.put(words.getFirst(), words.subList(1, words.size())));
        return parameters;
    }

    /// Adds a problem for each template that SAM would refuse.
    ///
    /// @param owner a function or state machine
    static void check(Properties owner) {
        owner.node("Policies").ifPresent(policies -> {
            List<Node> all = policies instanceof Node.Items items ? items.items() : List.of(policies);
            all.stream()
                    .filter(Node.Fields.class::isInstance)
                    .map(Node.Fields.class::cast)
                    .filter(policy -> policy.fields().size() == 1
                            && !policy.fields().containsKey("Statement")
                            && !Intrinsics.isCall(policy))
                    .forEach(policy -> check(
                            owner,
                            policy.fields().firstEntry().getKey(),
                            policy.fields().firstEntry().getValue()));
        });
    }

    private static void check(Properties owner, String name, Node.Field given) {
        List<String> needed = PARAMETERS.get(name);
        List<String> wrong = needed == null
                ? List.of("there is no policy template " + name + DidYouMean.hint(name, PARAMETERS.keySet()))
                : parameters(name, needed, given.value());
        wrong.forEach(problem -> owner.problems().add(given.mark(), owner.owner() + " Policies: " + problem));
    }

    private static List<String> parameters(String name, List<String> needed, Node given) {
        return switch (given) {
            case Node.Fields parameters ->
                needed.stream()
                        .filter(parameter -> !parameters.fields().containsKey(parameter))
                        .map(parameter -> name + ": " + parameter + " is missing" + hint(parameters, needed))
                        .toList();
            case Node.Unknown _ -> List.of();
            case Node.Scalar _, Node.Items _ ->
                List.of(name + " must be an object with "
                        + (needed.isEmpty() ? "nothing in it: {}" : String.join(" and ", needed)));
        };
    }

    /// Names what was given instead, if SAM does not know it.
    private static String hint(Node.Fields parameters, List<String> needed) {
        List<String> others = parameters.fields().keySet().stream()
                .filter(name -> !needed.contains(name))
                .toList();
        return others.isEmpty() ? "" : "; " + String.join(", ", others) + " is none of its parameters";
    }
}
