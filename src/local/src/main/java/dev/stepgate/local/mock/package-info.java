// SPDX-License-Identifier: Apache-2.0
/// Answers Task states without the service that they call: the kinds of answers, and AWS's mock configuration
/// file.
@NullMarked
package dev.stepgate.local.mock;

import org.jspecify.annotations.NullMarked;
