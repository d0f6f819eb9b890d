// SPDX-License-Identifier: Apache-2.0
/// The clock of the local runtime: real time, or virtual time that jumps from timer to timer.
@NullMarked
package dev.stepgate.local.time;

import org.jspecify.annotations.NullMarked;
