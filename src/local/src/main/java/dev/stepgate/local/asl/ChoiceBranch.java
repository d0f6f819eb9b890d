// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

/// One entry of a Choice's `Choices`. Only the flow's output (JSONata) and variables apply.
public record ChoiceBranch(ChoiceRule rule, String next, DataFlow flow) {}
