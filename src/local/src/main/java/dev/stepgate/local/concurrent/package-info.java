// SPDX-License-Identifier: Apache-2.0
/// What several packages need where calls end on other threads. It knows none of them.
@NullMarked
package dev.stepgate.local.concurrent;

import org.jspecify.annotations.NullMarked;
