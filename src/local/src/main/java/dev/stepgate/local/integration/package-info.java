// SPDX-License-Identifier: Apache-2.0
/// The calls that a Task can make: functions, and one class for each service integration.
@NullMarked
package dev.stepgate.local.integration;

import org.jspecify.annotations.NullMarked;
