// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.apigateway.websocket;

import java.util.List;
import java.util.stream.Collectors;

/// Reports an API definition that cannot be run, with everything that is wrong with it.
public final class InvalidWebSocketApiException extends RuntimeException {
    private final transient List<WebSocketApiProblem> problems;

    InvalidWebSocketApiException(List<WebSocketApiProblem> problems) {
        super(problems.stream().map(WebSocketApiProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<WebSocketApiProblem> problems() {
        return problems;
    }
}
