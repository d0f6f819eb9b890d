// SPDX-License-Identifier: Apache-2.0
/// Patterns that JSON objects match: the event patterns of EventBridge, its pipes and event source mappings, and the
/// filter policies of SNS.
@NullMarked
package dev.stepgate.local.pattern;

import org.jspecify.annotations.NullMarked;
