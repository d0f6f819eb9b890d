// SPDX-License-Identifier: Apache-2.0
/// Bringing something to a target of EventBridge or EventBridge Scheduler: the call, its retries, its
/// dead-letter queue.
@NullMarked
package dev.stepgate.local.targets;

import org.jspecify.annotations.NullMarked;
