// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test.coverage;

import dev.stepgate.local.asl.run.Route;

/// A state of a definition, or a transition between two.
sealed interface Way {
    /// To be in a state.
    record Entered(String state) implements Way {}

    /// To go on from a state.
    record Taken(Route route) implements Way {}
}
