// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

/// A piece of a state's work that runs without waiting.
@FunctionalInterface
interface Step {
    /// Throws [StateException] when the state fails.
    Next run();
}
