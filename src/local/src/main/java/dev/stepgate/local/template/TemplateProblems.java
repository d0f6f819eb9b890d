// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Collects problems while a template is read, so that all of them are told at once.
final class TemplateProblems {
    private final Set<TemplateProblem> found = new LinkedHashSet<>();

    void add(SourceLocation mark, String message) {
        found.add(new TemplateProblem(mark, message));
    }

    List<TemplateProblem> sorted() {
        return found.stream()
                .sorted(Comparator.comparing(TemplateProblem::mark))
                .toList();
    }
}
