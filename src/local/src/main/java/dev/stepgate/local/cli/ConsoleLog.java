// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import dev.stepgate.local.lambda.FunctionLog;
import java.io.PrintWriter;

/// Writes what functions log to the console, each line with the function's name.
record ConsoleLog(PrintWriter out) implements FunctionLog {
    @Override
    public void write(String function, String text) {
        out.println(function + " | " + text);
    }
}
