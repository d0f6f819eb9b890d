// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.mock;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The mocked states of a machine, with their responses.
record TestCase(Map<String, MockedResponse> byState) {

    Set<String> states() {
        return byState.keySet();
    }

    /// Returns the answers for one execution: the calls of each state are numbered consecutively, including
    /// retries and iterations, as in Step Functions Local.
    MockAnswers begin() {
        Map<String, Integer> calls = new ConcurrentHashMap<>();
        return request -> {
            String state = request.caller().stateName();
            MockedResponse response = byState.get(state);
            if (response == null) {
                return Optional.empty();
            }
            int call = calls.merge(state, 1, Integer::sum) - 1;
            return Optional.of(response.answer(call, state));
        };
    }
}
