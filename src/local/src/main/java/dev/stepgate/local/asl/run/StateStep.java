// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

/// A piece of a state's work that runs without waiting.
@FunctionalInterface
interface StateStep {
    /// Throws [StateException] when the state fails.
    StateProgress run();
}
