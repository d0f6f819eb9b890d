// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl;

/// One entry of a Choice's `Choices`. Of the flow only the output (JSONata) and the variables apply.
public record ChoiceBranch(ChoiceRule rule, String next, DataFlow flow) {}
