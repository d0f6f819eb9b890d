// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The values given to a template's parameters, by the command line or by the stack around it.
record GivenParameters(Map<String, String> values, Optional<Giver> stack, TemplateProblems problems) {

    /// The resource that a nested stack is.
    ///
    /// @param title such as `Shop (AWS::CloudFormation::Stack)`
    /// @param mark of its parameters, or of the resource when there are none
    /// @param marks by the names of the parameters
    record Giver(String title, SourceLocation mark, Map<String, SourceLocation> marks) {
        static Giver of(Declaration resource) {
            return resource.property("Parameters").orElse(null) instanceof Node.Fields parameters
                    ? new Giver(resource.title(), parameters.mark(), marks(parameters))
                    : new Giver(resource.title(), resource.mark(), Map.of());
        }

        private static Map<String, SourceLocation> marks(Node.Fields parameters) {
            return parameters.fields().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, each -> each.getValue().mark()));
        }
    }

    Optional<Node.Scalar> find(String name) {
        return Optional.ofNullable(values.get(name)).map(text -> Node.text(text, mark(name, text)));
    }

    private SourceLocation mark(String name, String value) {
        SourceLocation option = new SourceLocation("--parameter " + name + "=" + value, 0, 0);
        return stack.map(giver -> giver.marks().getOrDefault(name, giver.mark()))
                .orElse(option);
    }

    /// Adds a problem for each value of a parameter that there is not.
    void check(Set<String> declared) {
        values.forEach((name, value) -> {
            if (!declared.contains(name)) {
                String owner =
                        stack.map(giver -> giver.title() + ": its template").orElse("the template");
                problems.add(
                        mark(name, value),
                        owner + " has no parameter " + name + "; it has " + String.join(", ", declared));
            }
        });
    }

    /// Adds a problem for a parameter that has no value, unless its name is misspelt where it is given.
    void missing(String name, Set<String> declared, SourceLocation mark) {
        boolean isMisspelt = values.keySet().stream()
                .filter(given -> !declared.contains(given))
                .anyMatch(given ->
                        DidYouMean.closest(given, declared).filter(name::equals).isPresent());
        if (!isMisspelt) {
            problems.add(
                    stack.map(Giver::mark).orElse(mark),
                    stack.map(giver ->
                                    giver.title() + ": Parameters has no " + name + ", which has no Default at " + mark)
                            .orElse("the parameter " + name + " has no Default: give it by --parameter " + name
                                    + "=VALUE"));
        }
    }
}
