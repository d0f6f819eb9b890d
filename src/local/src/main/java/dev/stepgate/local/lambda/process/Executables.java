// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds programs on this machine.
final class Executables {

    private Executables() {}

    /// Searches the `PATH`, as a shell would.
    static Optional<Path> find(String name) {
        String path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Executables::isExecutable)
                .findFirst();
    }

    static boolean isExecutable(Path file) {
        return Files.isRegularFile(file) && Files.isExecutable(file);
    }

    /// Returns the prefix that starts a command in a process group of its own: a signal to the terminal's
    /// group does not reach it, and one signal reaches everything that it starts. Empty where the machine has
    /// no `setsid`.
    static List<String> newGroup() {
        return SetSid.COMMAND;
    }

    private static final class SetSid {
        private static final List<String> COMMAND =
                find("setsid").map(path -> List.of(path.toString())).orElse(List.of());
    }
}
