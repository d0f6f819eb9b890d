// SPDX-License-Identifier: Apache-2.0
/// Runs a template: LocalRuntime, and the one place that wires languages and devices to each other.
@NullMarked
package dev.stepgate.local;

import org.jspecify.annotations.NullMarked;
