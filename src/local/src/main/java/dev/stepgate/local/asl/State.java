// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// One state of a definition ([States Language, State
/// Types](https://states-language.net/spec.html#state-types)).
public sealed interface State {
    String name();

    /// The state's processing of input and output, in its own query language.
    DataFlow flow();

    default QueryLanguage queryLanguage() {
        return switch (flow()) {
            case DataFlow.Paths _ -> QueryLanguage.JSONPATH;
            case DataFlow.Jsonata _ -> QueryLanguage.JSONATA;
        };
    }

    record Task(String name, DataFlow flow, TaskCall call, Recovery recovery, Transition transition) implements State {}

    /// `result` is the state's `Result`, for JSONPath only; without it the result is the input.
    record Pass(String name, DataFlow flow, Optional<JsonNode> result, Transition transition) implements State {}

    /// `fallback` is the definition's `Default`.
    record Choice(String name, DataFlow flow, List<ChoiceBranch> choices, Optional<String> fallback) implements State {
        public Choice {
            choices = List.copyOf(choices);
        }
    }

    record Wait(String name, DataFlow flow, Delay delay, Transition transition) implements State {}

    record Succeed(String name, DataFlow flow) implements State {}

    record Fail(String name, DataFlow flow, Optional<Setting<String>> error, Optional<Setting<String>> cause)
            implements State {}

    record Parallel(String name, DataFlow flow, List<StateGroup> branches, Recovery recovery, Transition transition)
            implements State {
        public Parallel {
            branches = List.copyOf(branches);
        }
    }

    record Map(String name, DataFlow flow, Iteration iteration, Recovery recovery, Transition transition)
            implements State {}
}
