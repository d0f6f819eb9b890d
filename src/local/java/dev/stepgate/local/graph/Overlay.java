// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.graph;

import dev.stepgate.local.asl.run.Route;
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
    record Execution(Map<String, Visits> visits, Set<Route> taken) implements Overlay {
        public Execution {
            visits = Map.copyOf(visits);
            taken = Set.copyOf(taken);
        }
    }

    /// How a state stands, and how often it was entered.
    record Visits(Status status, int count) {}

    /// What tests took; everything else is shown as left out.
    ///
    /// @param states names of states
    record Coverage(Set<String> states, Set<Route> taken) implements Overlay {
        public Coverage {
            states = Set.copyOf(states);
            taken = Set.copyOf(taken);
        }
    }
}
