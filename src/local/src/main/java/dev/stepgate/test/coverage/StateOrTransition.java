// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test.coverage;

import dev.stepgate.local.asl.run.TakenTransition;

/// A state of a definition, or a transition between two.
sealed interface StateOrTransition {
    /// A state was entered.
    record Entered(String state) implements StateOrTransition {}

    /// A transition was taken.
    record Taken(TakenTransition route) implements StateOrTransition {}
}
