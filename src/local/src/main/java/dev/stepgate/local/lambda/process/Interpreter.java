// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// An interpreter on this machine, as it describes itself. The command on the `PATH` may be the script of a
/// version manager, which is slow and may fail only when run, so the interpreter is asked for its real
/// program.
///
/// @param version `3.12.1`, `20.20.2`
record Interpreter(Path executable, String version) {
    private static final int PATIENCE_SECONDS = 20;

    /// An interpreter's language, with the question for its program and version.
    enum Language {
        PYTHON,
        NODE;

        private List<String> question() {
            return switch (this) {
                case PYTHON -> List.of("-c", "import sys; print(sys.executable); print(sys.version.split()[0])");
                case NODE -> List.of("-p", "process.execPath + '\\n' + process.versions.node");
            };
        }
    }

    /// Runs the program once; absent when it does not run.
    static Optional<Interpreter> asked(Path program, Language language) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(language.question());
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(new File("/dev/null"))
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return answer(process);
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /// Reads the two lines of the answer; empty when the process failed.
    private static Optional<Interpreter> answer(Process process) throws IOException {
        try (InputStream output = process.getInputStream()) {
            List<String> answer = new String(output.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return process.exitValue() == 0 && answer.size() == 2
                    ? Optional.of(new Interpreter(Path.of(answer.get(0)), answer.get(1)))
                    : Optional.empty();
        }
    }

    /// Returns the places in which version managers keep interpreters that are not the current one.
    ///
    /// @param folder of the manager's versions, `~/.pyenv/versions`
    /// @param prefix of the version, `3.12.` or `v22.`
    static Stream<Path> managed(Path folder, String prefix, String program) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> versions = Files.list(folder)) {
            return versions
                    .filter(version -> String.valueOf(version.getFileName()).startsWith(prefix))
                    .map(version -> version.resolve("bin").resolve(program))
                    .filter(Executables::isExecutable)
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Returns a remark for the user when the version is not the one in the template; else empty.
    String remark(String runtime, String wanted) {
        return version.startsWith(wanted + ".")
                ? ""
                : runtime + " is not on this machine: " + version + " (" + executable + ") runs it";
    }
}
