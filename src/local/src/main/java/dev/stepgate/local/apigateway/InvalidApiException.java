// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway;

import java.util.List;
import java.util.stream.Collectors;

/// Reports an API definition that cannot be run, with everything that is wrong with it.
public final class InvalidApiException extends RuntimeException {
    private final List<ApiProblem> problems;

    InvalidApiException(List<ApiProblem> problems) {
        super(problems.stream().map(ApiProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<ApiProblem> problems() {
        return problems;
    }
}
