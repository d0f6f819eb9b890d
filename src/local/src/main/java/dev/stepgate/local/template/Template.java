// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A template, worked out for one set of parameters and addresses.
///
/// @param resources in the order of the template; those whose condition is false are not among them
/// @param remarks what is to be said about it, though it can be run
/// @param problems why it cannot be run; empty for a sound template
public record Template(
        List<Resource> resources, List<Output> outputs, Remarks remarks, List<TemplateProblem> problems) {
    public Template {
        resources = List.copyOf(resources);
        outputs = List.copyOf(outputs);
        problems = List.copyOf(problems);
    }

    public record Output(String name, String value, String description) {}

    /// What is to be said about a template that can be run.
    ///
    /// @param noEffects what is accepted and has no effect on one machine
    /// @param notHere what cannot be run here
    /// @param warnings what AWS takes, though it is hardly meant
    public record Remarks(List<NoEffect> noEffects, List<NotHere> notHere, List<TemplateProblem> warnings) {
        public Remarks {
            noEffects = List.copyOf(noEffects);
            notHere = List.copyOf(notHere);
            warnings = List.copyOf(warnings);
        }
    }

    /// The resources of one kind.
    public <T extends Resource> List<T> all(Class<T> kind) {
        return resources.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// The same with more that is not here, and more warnings.
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
        return new Template(resources, outputs, more, problems);
    }
}
