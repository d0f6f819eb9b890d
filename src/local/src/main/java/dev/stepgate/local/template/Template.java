// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// A template, resolved for one set of parameters and addresses.
///
/// @param resources in the order of the template, without those whose condition is false
/// @param remarks notes on a template that can be run
/// @param problems the reasons why it cannot be run; empty for a valid template
/// @param incomplete the logical ids of resources with properties among the problems: what a service
/// would say of such a resource is a consequence
/// @param declared all active resources by their logical ids
public record Template(
        List<Resource> resources,
        List<Output> outputs,
        Remarks remarks,
        List<TemplateProblem> problems,
        Set<String> incomplete,
        Map<String, Declared> declared) {
    public Template {
        resources = List.copyOf(resources);
        outputs = List.copyOf(outputs);
        problems = List.copyOf(problems);
        incomplete = Set.copyOf(incomplete);
        declared = Map.copyOf(declared);
    }

    public record Output(String name, String value, String description) {}

    /// The notes on a template that can be run.
    ///
    /// @param noEffects parts that are accepted but have no effect on one machine
    /// @param notHere parts that cannot be run here
    /// @param warnings parts that AWS accepts, but that are probably mistakes
    public record Remarks(List<NoEffect> noEffects, List<NotHere> notHere, List<TemplateProblem> warnings) {
        public Remarks {
            noEffects = List.copyOf(noEffects);
            notHere = List.copyOf(notHere);
            warnings = List.copyOf(warnings);
        }
    }

    /// Returns the resources of one kind.
    public <T extends Resource> List<T> all(Class<T> kind) {
        return resources.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// Returns the template with other resources.
    public Template with(List<Resource> resources) {
        return new Template(resources, outputs, remarks, problems, incomplete, declared);
    }

    /// Returns the template with more parts that are not here, and more warnings.
    public Template with(List<NotHere> notHere, List<TemplateProblem> warnings) {
        Remarks more = new Remarks(
                remarks.noEffects(),
                Stream.concat(remarks.notHere().stream(), notHere.stream())
                        .distinct()
                        .sorted(Comparator.comparing(NotHere::mark))
                        .toList(),
                Stream.concat(remarks.warnings().stream(), warnings.stream())
                        .distinct()
                        .sorted(Comparator.comparing(TemplateProblem::mark))
                        .toList());
        return new Template(resources, outputs, more, problems, incomplete, declared);
    }
}
