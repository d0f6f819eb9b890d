// SPDX-License-Identifier: Apache-2.0
/// The `States.*` intrinsic functions of the States Language's JSONPath dialect.
@NullMarked
package dev.stepgate.local.intrinsic;

import org.jspecify.annotations.NullMarked;
