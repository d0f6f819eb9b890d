// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test.coverage;

import java.time.Instant;
import java.util.Optional;

/// Identifies a run of the tests.
final class TestRunId {
    private TestRunId() {}

    /// Returns the id. JVMs that Surefire forks share that of their build; any other JVM is a run of its own.
    static String id() {
        boolean isForked = System.getProperty("surefire.real.class.path") != null
                || System.getProperty("surefire.test.class.path") != null;
        return id(isForked ? build() : ProcessHandle.current());
    }

    /// Returns the nearest ancestor process that is not a shell.
    private static ProcessHandle build() {
        ProcessHandle at = ProcessHandle.current();
        for (Optional<ProcessHandle> parent = at.parent(); parent.isPresent(); parent = at.parent()) {
            at = parent.get();
            String command = at.info().command().orElse("");
            if (!command.matches(".*(/|\\\\)?(sh|bash|dash|zsh|cmd\\.exe)")) {
                return at;
            }
        }
        return ProcessHandle.current();
    }

    private static String id(ProcessHandle process) {
        return process.pid() + "@" + process.info().startInstant().orElse(Instant.EPOCH);
    }
}
