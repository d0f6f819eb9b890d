// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

/// Watches executions from outside. Called where the execution runs, so it must not block.
public interface Observer {
    Observer NONE = new Observer() {};

    /// An execution of its own, or one of a distributed Map, begins; nothing has happened in it yet.
    default void started(Execution execution) {}

    /// An execution goes on from a state by this route.
    default void took(Execution execution, Route route) {}
}
