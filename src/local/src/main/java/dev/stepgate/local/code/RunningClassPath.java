// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.code;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The class path of this JVM. In a test run of a function's own project its jars are on it, among those of
/// the tests.
public final class RunningClassPath {
    private static final Pattern TEST_LIBRARY =
            Pattern.compile("(junit|opentest4j|apiguardian|assertj|mockito|awaitility"
                    + "|hamcrest|surefire|archunit|stepgate)-.*\\.jar");

    private static final Set<String> TEST_FOLDERS = Set.of("test", "test-classes");

    private RunningClassPath() {}

    public static List<Path> entries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .map(Path::of)
                .toList();
    }

    static boolean has(List<Path> running, Path folder) {
        Path sought = absolute(folder);
        return running.stream().anyMatch(entry -> absolute(entry).equals(sought));
    }

    /// Returns a function's own folders, followed by everything else that it may need: all entries except
    /// tests and known test libraries.
    static List<Path> runtime(List<Path> running, List<Path> folders) {
        Set<Path> classPath = new LinkedHashSet<>();
        folders.forEach(folder -> classPath.add(absolute(folder)));
        running.stream()
                .map(RunningClassPath::absolute)
                .filter(entry -> !isForTests(entry))
                .forEach(classPath::add);
        return List.copyOf(classPath);
    }

    private static boolean isForTests(Path entry) {
        if (!Files.isDirectory(entry)) {
            return TEST_LIBRARY.matcher(String.valueOf(entry.getFileName())).matches();
        }
        return TEST_FOLDERS.contains(String.valueOf(entry.getFileName()));
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
