// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import dev.stepgate.local.lambda.process.ProcessRuntime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out whether a folder of Python or Node.js sources, or of a custom runtime, can run as it is or must
/// be built with `sam build`.
final class SourceFolder {

    private SourceFolder() {}

    /// Returns true when the handler is missing (TypeScript, a Makefile), or dependencies are declared that
    /// are missing.
    static boolean needsBuild(Path folder, ProcessRuntime runtime, String handler) {
        return !hasHandler(folder, runtime, handler)
                || switch (runtime) {
                    case ProcessRuntime.Python _ -> needsRequirements(folder);
                    case ProcessRuntime.Node _ -> needsPackages(folder);
                    case ProcessRuntime.Provided _, ProcessRuntime.Java _ -> false;
                };
    }

    /// Tells whether a folder holds the file of a handler; of Java, whose classes are elsewhere, nothing is known.
    static boolean hasHandler(Path folder, ProcessRuntime runtime, String handler) {
        return switch (runtime) {
            case ProcessRuntime.Python _ -> hasModule(folder, handler);
            case ProcessRuntime.Node _ -> hasScript(folder, handler);
            case ProcessRuntime.Provided _ -> Files.exists(folder.resolve("bootstrap"));
            case ProcessRuntime.Java _ -> true;
        };
    }

    private static boolean hasModule(Path folder, String handler) {
        String module =
                handler.substring(0, Math.max(0, handler.lastIndexOf('.'))).replace('.', '/');
        return Files.exists(folder.resolve(module + ".py"))
                || Files.exists(folder.resolve(module).resolve("__init__.py"));
    }

    private static boolean needsRequirements(Path folder) {
        return text(folder.resolve("requirements.txt"))
                .filter(text -> text.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#")))
                .filter(_ -> Stream.concat(Stream.of(folder), Optional.ofNullable(folder.getParent()).stream())
                        .noneMatch(each -> Files.exists(each.resolve(".venv")) || Files.exists(each.resolve("venv"))))
                .isPresent();
    }

    private static boolean hasScript(Path folder, String handler) {
        int name = handler.lastIndexOf('/') + 1;
        int dot = handler.indexOf('.', name);
        String file = dot < 0 ? handler : handler.substring(0, dot);
        return Stream.of(".js", ".mjs", ".cjs").anyMatch(end -> Files.exists(folder.resolve(file + end)));
    }

    private static boolean needsPackages(Path folder) {
        return !Files.isDirectory(folder.resolve("node_modules"))
                && text(folder.resolve("package.json"))
                        .filter(text -> text.contains("\"dependencies\""))
                        .isPresent();
    }

    private static Optional<String> text(Path file) {
        try {
            return Files.isRegularFile(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
