// SPDX-License-Identifier: Apache-2.0
/// Workflow tests: a template running in the test's JVM on virtual time, with mocks, and assertions about
/// histories. [Stepgate] is the entry point, which [StepgateTest] provides in JUnit.
@NullMarked
package dev.stepgate.test;

import org.jspecify.annotations.NullMarked;
