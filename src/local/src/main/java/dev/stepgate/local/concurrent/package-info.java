// SPDX-License-Identifier: Apache-2.0
/// Helpers for calls that end on other threads, used by several packages and dependent on none.
@NullMarked
package dev.stepgate.local.concurrent;

import org.jspecify.annotations.NullMarked;
