// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

/// Where a state passes control to, if anywhere.
public sealed interface Transition {
    record Next(String state) implements Transition {}

    record End() implements Transition {}
}
