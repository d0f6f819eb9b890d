// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.util.Map;

/// Describes how a process ended, in the words of Lambda's own supervisor, which come from Go's
/// `os.ProcessState`.
final class ExitStatus {
    private static final int SIGNALLED = 128;
    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "hangup"),
            Map.entry(2, "interrupt"),
            Map.entry(3, "quit"),
            Map.entry(4, "illegal instruction"),
            Map.entry(5, "trace/breakpoint trap"),
            Map.entry(6, "aborted"),
            Map.entry(7, "bus error"),
            Map.entry(8, "floating point exception"),
            Map.entry(9, "killed"),
            Map.entry(11, "segmentation fault"),
            Map.entry(15, "terminated"));

    private ExitStatus() {}

    /// @param value of [Process#exitValue], which for a killed process is 128 plus the number of the signal;
    /// 128 and 129 are ordinary statuses, with which AWS's client for Node.js exits
    static String describe(int value) {
        if (value == 0) {
            return "";
        }
        int signal = value - SIGNALLED;
        return signal > 1 && SIGNALS.containsKey(signal) ? "signal: " + SIGNALS.get(signal) : "exit status " + value;
    }
}
