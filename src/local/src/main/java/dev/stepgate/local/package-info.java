// SPDX-License-Identifier: Apache-2.0
/// The command line, and the one place that wires languages and devices to each other.
@NullMarked
package dev.stepgate.local;

import org.jspecify.annotations.NullMarked;
