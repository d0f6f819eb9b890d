// SPDX-License-Identifier: Apache-2.0
/// Functions that behave as those of the recorded executions in `../shared/conformance` did, for
/// `.ci/conformance`.
@NullMarked
package dev.stepgate.conformance;

import org.jspecify.annotations.NullMarked;
