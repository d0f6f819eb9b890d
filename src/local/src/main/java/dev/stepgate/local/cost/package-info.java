// SPDX-License-Identifier: Apache-2.0
/// The cost of an execution on AWS: its use of services, read from its own history, times AWS's published
/// prices.
@NullMarked
package dev.stepgate.local.cost;

import org.jspecify.annotations.NullMarked;
