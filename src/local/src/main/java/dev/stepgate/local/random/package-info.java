// SPDX-License-Identifier: Apache-2.0
/// Random values made from a given generator, which is seeded in tests so that a run can be repeated.
@NullMarked
package dev.stepgate.local.random;

import org.jspecify.annotations.NullMarked;
