// SPDX-License-Identifier: Apache-2.0
/// EventBridge: buses, rules and their targets, connections and API destinations.
@NullMarked
package dev.stepgate.local.events;

import org.jspecify.annotations.NullMarked;
