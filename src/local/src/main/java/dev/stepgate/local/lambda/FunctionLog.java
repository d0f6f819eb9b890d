// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda;

/// Where the lines that functions write to stdout, stderr and their logger go. Called by many threads.
@FunctionalInterface
public interface FunctionLog {

    /// Takes one line.
    ///
    /// @param function the logical id
    /// @param text one line, or one entry of the logger; without the final line end
    void write(String function, String text);
}
