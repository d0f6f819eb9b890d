// SPDX-License-Identifier: Apache-2.0
/// What a Task can call: functions, and one class for each service integration.
@NullMarked
package dev.stepgate.local.integration;

import org.jspecify.annotations.NullMarked;
