// SPDX-License-Identifier: Apache-2.0
/// The states and transitions of a template's machines that the tests have taken. [CoverageRecorder] watches
/// executions, [CoverageReport] reports what a whole run has not covered.
@NullMarked
package dev.stepgate.test.coverage;

import org.jspecify.annotations.NullMarked;
