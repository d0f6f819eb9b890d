// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cost;

/// A use of something AWS charges for.
///
/// @param where the machine and, for the usage of a single state, the state: `RamenTimer, async-api-task`
/// @param quantity in units of the price; GB-seconds have fractions
public record Usage(String where, Price price, double quantity) {}
