// SPDX-License-Identifier: Apache-2.0
/// Which states and transitions of a template's machines the tests have taken. [CoverageRecorder] watches
/// executions, [CoverageReport] tells what a whole run has left out.
@NullMarked
package dev.stepgate.test.coverage;

import org.jspecify.annotations.NullMarked;
