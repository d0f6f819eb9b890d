// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

/// A branch of a Parallel or an iteration of an inline Map.
///
/// @param state the Parallel's or Map's name
/// @param index from 0
public record BranchOrIteration(String state, int index) {}
