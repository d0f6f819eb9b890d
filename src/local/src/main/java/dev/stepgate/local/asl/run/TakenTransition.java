// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

/// A transition out of a state, as its definition writes it. Indexes count from 0, in the order of the
/// definition.
public sealed interface TakenTransition {

    /// The state that is left or retried.
    String state();

    /// The state's `Next`, or its end.
    record Onward(String state) implements TakenTransition {}

    /// A rule of a Choice that held.
    record ChoiceRule(String state, int index) implements TakenTransition {}

    /// No rule of a Choice held.
    record Default(String state) implements TakenTransition {}

    /// A retrier that has matched an error: another attempt follows, unless its `MaxAttempts` is 0.
    record Retrier(String state, int index) implements TakenTransition {}

    /// A catcher that has matched an error.
    record Catcher(String state, int index) implements TakenTransition {}
}
