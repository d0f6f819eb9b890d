// SPDX-License-Identifier: Apache-2.0
/// Random values made from a generator that the caller has: seeded in tests, so that a run can be repeated.
@NullMarked
package dev.stepgate.local.random;

import org.jspecify.annotations.NullMarked;
