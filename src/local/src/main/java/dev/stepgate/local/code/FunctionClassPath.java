// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The folders and jars from which a function's classes are loaded. CodeUri may name a jar or zip; a Maven or
/// Gradle project; the result of `sam build` (`.aws-sam/build/LogicalId`) of a project that is not built
/// otherwise; or a folder of classes with `lib/*.jar`.
public sealed interface FunctionClassPath {

    /// Folders and jars, in search order.
    record Found(List<Path> paths) implements FunctionClassPath {
        /// Returns the same with the jars in a folder.
        public Found with(Path folder) {
            return new Found(withJars(paths, folder));
        }
    }

    /// The project is not built, or only in part.
    ///
    /// @param reason including the command to run
    record Missing(String reason) implements FunctionClassPath {}

    /// @param samBuild the folder into which `sam build` would put it
    /// @param running the class path of this JVM
    static FunctionClassPath of(Path code, Path samBuild, List<Path> running) {
        if (Files.isRegularFile(code)) {
            return UnpackedArchive.classPath(code);
        }
        if (!Files.exists(code) && !Files.isDirectory(samBuild)) {
            return new Missing(shown(code) + " is not there: " + BuildCommand.of(code));
        }
        if (Files.isDirectory(code.resolve("target/classes"))) {
            return MavenProject.classPath(code, samBuild, running);
        }
        if (Files.isDirectory(code.resolve("build/classes"))) {
            return GradleProject.classPath(code, samBuild, running);
        }
        if (Files.isDirectory(samBuild)) {
            return new Found(withJars(List.of(samBuild), samBuild.resolve("lib")));
        }
        return notBuilt(code);
    }

    /// A project that has not been built is missing; any other folder is taken as it is.
    private static FunctionClassPath notBuilt(Path code) {
        if (Files.exists(code.resolve("pom.xml"))) {
            return new Missing(
                    shown(code) + " is not built: it has no target/classes; run `mvn compile` there, or `sam build`");
        }
        if (GradleProject.is(code)) {
            return new Missing(
                    shown(code) + " is not built: it has no build/classes; run `gradle classes` there, or `sam build`");
        }
        return new Found(withJars(List.of(code), code.resolve("lib")));
    }

    /// Returns the places that [#of] searches: when one of these is added, removed or changed, its answer may
    /// change.
    static List<Path> places(Path code, Path samBuild) {
        return List.of(
                code,
                samBuild,
                code.resolve("target/classes"),
                code.resolve("target/function.classpath"),
                code.resolve("target/dependency"),
                code.resolve("build/classes"));
    }

    /// Returns a path for messages; the template's own folder has no name of its own.
    private static String shown(Path code) {
        return code.toString().isEmpty() ? "this folder" : code.toString();
    }

    /// Returns the folders, followed by the jars in a folder, by name.
    static List<Path> withJars(List<Path> classes, Path folder) {
        List<Path> classPath = new ArrayList<>(classes);
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
