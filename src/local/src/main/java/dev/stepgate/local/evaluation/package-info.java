// SPDX-License-Identifier: Apache-2.0
/// The bound of an evaluation, for all languages: JSONPath, JSONata, intrinsic functions, mapping templates.
@NullMarked
package dev.stepgate.local.evaluation;

import org.jspecify.annotations.NullMarked;
