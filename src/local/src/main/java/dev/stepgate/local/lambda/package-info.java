// SPDX-License-Identifier: Apache-2.0
/// Lambda: runs handlers in this JVM, each function with its own class loader, environment variables and
/// instances, or in processes.
@NullMarked
package dev.stepgate.local.lambda;

import org.jspecify.annotations.NullMarked;
