// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.template.DidYouMean;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.Template;
import java.util.List;
import java.util.Optional;

/// The resources of a template that `run` can run, under all their names.
record RunnableNames(Template template) {

    /// @param name a logical id, a name, or an ARN without a qualifier
    Optional<Resource> find(String name) {
        return template.resources().stream()
                .filter(resource -> names(resource).contains(name))
                .findFirst();
    }

    private static List<String> names(Resource resource) {
        return switch (resource) {
            case Resource.StateMachine machine -> List.of(machine.logicalId(), machine.name(), machine.arn());
            case Resource.Function function ->
                List.of(
                        function.logicalId(),
                        function.arn().substring(function.arn().lastIndexOf(':') + 1),
                        function.arn());
            default -> List.of(resource.logicalId());
        };
    }

    /// Returns `the template has no state machine and no function Gret; did you mean Greet?`, or a list of
    /// all that exist.
    static String unknown(String name, Template template) {
        List<String> known = template.resources().stream()
                .filter(resource -> resource instanceof Resource.StateMachine || resource instanceof Resource.Function)
                .map(Resource::logicalId)
                .toList();
        String like = DidYouMean.hint(name, known);
        return "the template has no state machine and no function " + name
                + (like.isEmpty() ? "; it has " + String.join(", ", known) : like);
    }
}
