// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

/// The process that has started this one. Maven leaves what it has started when it is killed, by the stop
/// button of an IDE for instance; the build (src/functions/pom.xml) asks for an end of its own.
final class ParentProcess {
    private static final String PROPERTY = "stepgate.ends.with.parent";

    /// 128 and the number of SIGTERM.
    private static final int TERMINATED = 143;

    private ParentProcess() {}

    /// Ends this JVM, as a SIGTERM would, when the parent has ended; where the property asks for it.
    static void watch() {
        if (Boolean.getBoolean(PROPERTY)) {
            ProcessHandle.current().parent().ifPresent(ParentProcess::endWith);
        }
    }

    private static void endWith(ProcessHandle parent) {
        boolean unused = parent.onExit().thenRun(() -> System.exit(TERMINATED)).isDone();
    }
}
