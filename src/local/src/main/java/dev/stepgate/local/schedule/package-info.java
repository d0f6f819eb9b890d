// SPDX-License-Identifier: Apache-2.0
/// The expressions by which EventBridge rules and EventBridge Scheduler say when: `rate`, `cron` and `at`.
@NullMarked
package dev.stepgate.local.schedule;

import org.jspecify.annotations.NullMarked;
