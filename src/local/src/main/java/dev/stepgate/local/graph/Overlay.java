// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.StateMachine;
import dev.stepgate.local.asl.run.TakenTransition;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is shown on top of a machine.
public sealed interface Overlay {
    /// The machine alone.
    record None() implements Overlay {}

    /// An execution.
    ///
    /// @param visits by the state's name; states that were not reached are absent
    /// @param taken the transitions it took
    record Execution(Map<String, Visits> visits, Set<TakenTransition> taken) implements Overlay {
        public Execution {
            visits = Map.copyOf(visits);
            taken = Set.copyOf(taken);
        }

        /// Reads the events of an execution, as GetExecutionHistory gives them, from the first on and as far as
        /// they go: the execution may be running.
        ///
        /// A history does not say which rule of a Choice held, nor which catcher took an error: of several that
        /// lead to the same state all count as taken. Throws IllegalArgumentException when it is of another
        /// machine.
        public static Execution of(StateMachine machine, List<JsonNode> events) {
            return HistoryOverlay.of(machine, events);
        }
    }

    /// How a state stands, and how often it was entered.
    record Visits(Status status, int count) {}

    /// What tests took; everything else is shown as left out.
    ///
    /// @param states names of states
    record Coverage(Set<String> states, Set<TakenTransition> taken) implements Overlay {
        public Coverage {
            states = Set.copyOf(states);
            taken = Set.copyOf(taken);
        }
    }
}
