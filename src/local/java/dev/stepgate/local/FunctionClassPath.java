// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a function's classes are loaded from, by what its CodeUri names: a jar or zip; what `sam build` made
/// (`.aws-sam/build/LogicalId`) when there is no Maven build; a Maven project (`target/classes` with the jars
/// listed in `target/function.classpath`, or those in `target/dependency`); or a folder of classes with
/// `lib/*.jar`.
final class FunctionClassPath {
    private FunctionClassPath() {}

    /// Empty for a project that is not built.
    static Optional<List<Path>> of(Path code, Path samBuild) {
        if (Files.isRegularFile(code)) {
            return Optional.of(List.of(code));
        }
        Path target = code.resolve("target");
        if (Files.isDirectory(target.resolve("classes"))) {
            return Optional.of(mavenProject(target));
        }
        if (Files.isDirectory(samBuild)) {
            return Optional.of(withJars(samBuild, samBuild.resolve("lib")));
        }
        return Files.exists(code.resolve("pom.xml"))
                ? Optional.empty()
                : Optional.of(withJars(code, code.resolve("lib")));
    }

    private static List<Path> mavenProject(Path target) {
        Path list = target.resolve("function.classpath");
        Path classes = target.resolve("classes");
        if (!Files.exists(list)) {
            return withJars(classes, target.resolve("dependency"));
        }
        List<Path> classPath = new ArrayList<>(List.of(classes));
        try {
            Stream.of(Files.readString(list).strip().split(File.pathSeparator))
                    .filter(jar -> !jar.isEmpty())
                    .map(Path::of)
                    .forEach(classPath::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(classPath);
    }

    private static List<Path> withJars(Path classes, Path folder) {
        List<Path> classPath = new ArrayList<>(List.of(classes));
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(classPath::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return List.copyOf(classPath);
    }
}
