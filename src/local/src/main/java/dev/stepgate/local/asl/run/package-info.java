// SPDX-License-Identifier: Apache-2.0
/// Runs checked state machines and writes their history.
@NullMarked
package dev.stepgate.local.asl.run;

import org.jspecify.annotations.NullMarked;
