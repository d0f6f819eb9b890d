// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test.coverage;

import dev.stepgate.local.asl.run.TakenTransition;

/// A state of a definition, or a transition between two.
sealed interface StateOrTransition {
    /// To be in a state.
    record Entered(String state) implements StateOrTransition {}

    /// To go on from a state.
    record Taken(TakenTransition route) implements StateOrTransition {}
}
