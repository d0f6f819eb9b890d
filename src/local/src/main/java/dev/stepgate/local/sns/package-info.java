// SPDX-License-Identifier: Apache-2.0
/// SNS: topics and what is subscribed to them.
@NullMarked
package dev.stepgate.local.sns;

import org.jspecify.annotations.NullMarked;
