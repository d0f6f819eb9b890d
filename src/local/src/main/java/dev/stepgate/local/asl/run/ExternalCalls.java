// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

/// The calls that executions make outside the interpreter.
///
/// @param tasks for Task states
/// @param objects for the items and results of distributed Maps
public record ExternalCalls(Tasks tasks, ObjectStore objects) {}
