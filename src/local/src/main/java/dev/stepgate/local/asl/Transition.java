// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

/// Where control goes after a state.
public sealed interface Transition {
    record Next(String state) implements Transition {}

    record End() implements Transition {}
}
