// SPDX-License-Identifier: Apache-2.0
/// SNS: topics and their subscriptions.
@NullMarked
package dev.stepgate.local.sns;

import org.jspecify.annotations.NullMarked;
