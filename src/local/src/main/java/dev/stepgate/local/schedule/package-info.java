// SPDX-License-Identifier: Apache-2.0
/// The schedule expressions of EventBridge rules and EventBridge Scheduler: `rate`, `cron` and `at`.
@NullMarked
package dev.stepgate.local.schedule;

import org.jspecify.annotations.NullMarked;
