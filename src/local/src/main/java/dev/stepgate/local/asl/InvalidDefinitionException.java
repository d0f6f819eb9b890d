// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import java.util.List;
import java.util.stream.Collectors;

/// Reports a definition that is not valid, with everything that is wrong with it.
public final class InvalidDefinitionException extends RuntimeException {
    private final transient List<DefinitionProblem> problems;

    InvalidDefinitionException(List<DefinitionProblem> problems) {
        super(problems.stream().map(DefinitionProblem::toString).collect(Collectors.joining(", ")));
        this.problems = List.copyOf(problems);
    }

    public List<DefinitionProblem> problems() {
        return problems;
    }
}
