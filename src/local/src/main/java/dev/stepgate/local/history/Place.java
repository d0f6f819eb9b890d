// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.history;

/// A branch of a Parallel or an iteration of an inline Map.
///
/// @param state the Parallel's or Map's name
/// @param index from 0
public record Place(String state, int index) {}
