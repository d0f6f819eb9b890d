// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.asl.State;

/// Watches executions from outside. Called where the execution runs, so it must not block.
public interface Observer {
    Observer NONE = new Observer() {};

    /// An execution of its own, or one of a distributed Map, begins; nothing has happened in it yet.
    default void started(Execution execution) {}

    /// An execution enters a state, in whichever branch or iteration.
    default void entered(Execution execution, State state) {}

    /// An execution goes on from a state by this route.
    default void took(Execution execution, TakenTransition route) {}

    /// An execution, or a run of it that a redrive began, has ended; its history is complete.
    default void ended(Execution execution, ExecutionSnapshot.End end) {}

    /// Both are told everything, this one first.
    default Observer and(Observer second) {
        return new ObserverPair(this, second);
    }
}
