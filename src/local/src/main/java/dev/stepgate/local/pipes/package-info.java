// SPDX-License-Identifier: Apache-2.0
/// EventBridge Pipes: records of a queue or a table's stream go through an enrichment to a target.
@NullMarked
package dev.stepgate.local.pipes;

import org.jspecify.annotations.NullMarked;
