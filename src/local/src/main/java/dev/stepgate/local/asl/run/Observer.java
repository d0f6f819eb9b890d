// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.asl.State;

/// Watches executions from outside. Called on the thread that runs the execution, so it must not block.
public interface Observer {
    Observer NONE = new Observer() {};

    /// Called when an execution, or a child execution of a distributed Map, begins; nothing has happened in
    /// it yet.
    default void started(Execution execution) {}

    /// Called when an execution of the process before, or a child execution of a distributed Map, is about to go
    /// on.
    default void resumed(Execution execution) {}

    /// Called when an execution enters a state, in any branch or iteration.
    default void entered(Execution execution, State state) {}

    /// Called when an execution leaves a state by this transition.
    default void took(Execution execution, TakenTransition route) {}

    /// Called when an execution, or the run of it that a redrive began, has ended; its history is complete.
    default void ended(Execution execution, ExecutionSnapshot.End end) {}

    /// Returns an observer that passes each call to this one and then to the second.
    default Observer and(Observer second) {
        return new ObserverPair(this, second);
    }
}
