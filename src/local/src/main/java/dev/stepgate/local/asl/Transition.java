// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

/// The way on from a state: to another state, or to the end.
public sealed interface Transition {
    record Next(String state) implements Transition {}

    record End() implements Transition {}
}
