// SPDX-License-Identifier: Apache-2.0
/// Delivers messages to the targets of EventBridge and EventBridge Scheduler: the call, its retries, its
/// dead-letter queue.
@NullMarked
package dev.stepgate.local.targets;

import org.jspecify.annotations.NullMarked;
