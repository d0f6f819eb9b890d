// SPDX-License-Identifier: Apache-2.0
/// Limits evaluations in all languages: JSONPath, JSONata, intrinsic functions, mapping templates.
@NullMarked
package dev.stepgate.local.evaluation;

import org.jspecify.annotations.NullMarked;
