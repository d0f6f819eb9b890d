// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import dev.stepgate.local.asl.run.Interpreter;

/// The executions of an earlier process that have not ended. They are known already, and continue when they
/// are resumed.
@FunctionalInterface
public interface ExecutionsToResume {

    /// Continues them. Must be called once, when all services that they may call exist.
    Interpreter.Resumed resume();
}
