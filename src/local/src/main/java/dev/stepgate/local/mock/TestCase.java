// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.mock;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which states of a machine are mocked, and by which responses.
record TestCase(Map<String, MockedResponse> byState) {

    Set<String> states() {
        return byState.keySet();
    }

    /// The answers of one execution: each state's calls are counted through, retries and iterations included,
    /// as Step Functions Local counts them.
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
