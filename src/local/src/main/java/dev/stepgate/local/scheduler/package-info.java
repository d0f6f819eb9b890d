// SPDX-License-Identifier: Apache-2.0
/// EventBridge Scheduler: schedules, their groups, and the calls they make.
@NullMarked
package dev.stepgate.local.scheduler;

import org.jspecify.annotations.NullMarked;
