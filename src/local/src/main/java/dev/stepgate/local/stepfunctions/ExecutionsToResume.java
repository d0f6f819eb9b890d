// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import dev.stepgate.local.asl.run.Interpreter;

/// The executions of the process before that have not ended. They are known, and go on when they are resumed.
@FunctionalInterface
public interface ExecutionsToResume {

    /// To be called once, when everything is there that they may call.
    Interpreter.Resumed resume();
}
