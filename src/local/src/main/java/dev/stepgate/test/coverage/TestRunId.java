// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test.coverage;

import java.time.Instant;
import java.util.Optional;

/// What tells one run of the tests from the next.
final class TestRunId {
    private TestRunId() {}

    /// The JVMs that Surefire forks share the build that has forked them; any other JVM is a run of its own.
    static String id() {
        boolean isForked = System.getProperty("surefire.real.class.path") != null
                || System.getProperty("surefire.test.class.path") != null;
        return id(isForked ? build() : ProcessHandle.current());
    }

    /// The nearest process around this one that is no shell.
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
