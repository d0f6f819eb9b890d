// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.gateway.rest;

import java.util.List;
import java.util.stream.Collectors;

/// An API's definition that cannot be run, with everything that is wrong with it.
public final class InvalidRestApiException extends RuntimeException {
    private final List<Problem> problems;

    InvalidRestApiException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
