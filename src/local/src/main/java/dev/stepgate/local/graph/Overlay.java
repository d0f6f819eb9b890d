// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.StateMachine;
import dev.stepgate.local.asl.run.TakenTransition;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The information that is shown on top of a machine.
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

        /// Reads the events of an execution, which may still be running, as GetExecutionHistory returns them,
        /// beginning with the first.
        ///
        /// A history does not tell which rule of a Choice held, nor which catcher took an error: if several
        /// lead to the same state, all count as taken. Throws IllegalArgumentException when the events belong
        /// to another machine.
        public static Execution of(StateMachine machine, List<JsonNode> events) {
            return HistoryOverlay.of(machine, events);
        }
    }

    /// The status of a state, and how often it was entered.
    record Visits(Status status, int count) {}

    /// The states and transitions that tests covered; everything else is shown as not covered.
    ///
    /// @param states names of states
    record Coverage(Set<String> states, Set<TakenTransition> taken) implements Overlay {
        public Coverage {
            states = Set.copyOf(states);
            taken = Set.copyOf(taken);
        }
    }
}
