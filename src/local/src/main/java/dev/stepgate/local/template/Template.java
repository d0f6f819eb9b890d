// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.List;

/// A template, worked out for one set of parameters and addresses.
///
/// @param resources in the order of the template; those whose condition is false are not among them
/// @param noEffects what is accepted and has no effect on one machine
/// @param problems why it cannot be run; empty for a sound template
public record Template(
        List<Resource> resources, List<Output> outputs, List<NoEffect> noEffects, List<TemplateProblem> problems) {
    public Template {
        resources = List.copyOf(resources);
        outputs = List.copyOf(outputs);
        noEffects = List.copyOf(noEffects);
        problems = List.copyOf(problems);
    }

    public record Output(String name, String value, String description) {}

    /// The resources of one kind.
    public <T extends Resource> List<T> all(Class<T> kind) {
        return resources.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
