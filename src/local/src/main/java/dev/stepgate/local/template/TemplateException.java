// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.template;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/// Reports a template that cannot be run, with every problem found in it. The message has one line for each.
public final class TemplateException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<TemplateProblem> problems;

    public TemplateException(List<TemplateProblem> problems) {
        super(problems.stream().map(TemplateProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<TemplateProblem> problems() {
        return problems;
    }
}
