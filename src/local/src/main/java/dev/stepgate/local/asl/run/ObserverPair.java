// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import dev.stepgate.local.asl.State;

/// Passes each call to two observers.
record ObserverPair(Observer first, Observer second) implements Observer {

    @Override
    public void started(Execution execution) {
        first.started(execution);
        second.started(execution);
    }

    @Override
    public void resumed(Execution execution) {
        first.resumed(execution);
        second.resumed(execution);
    }

    @Override
    public void entered(Execution execution, State state) {
        first.entered(execution, state);
        second.entered(execution, state);
    }

    @Override
    public void ended(Execution execution, ExecutionSnapshot.End end) {
        first.ended(execution, end);
        second.ended(execution, end);
    }

    @Override
    public void took(Execution execution, TakenTransition route) {
        first.took(execution, route);
        second.took(execution, route);
    }
}
