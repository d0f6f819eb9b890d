// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.code;

import dev.stepgate.local.code.FunctionClassPath.Found;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Locates a function's code in a Gradle project: `build/classes/LANGUAGE/main` and `build/resources/main`.
/// Its jars are on this JVM's class path, if the classes are; or else in `build/libs`, or else in the result
/// of `sam build`.
final class GradleProject {
    private GradleProject() {}

    static boolean is(Path folder) {
        return Stream.of("build.gradle", "build.gradle.kts").anyMatch(file -> Files.exists(folder.resolve(file)));
    }

    static FunctionClassPath classPath(Path project, Path samBuild, List<Path> running) {
        Path build = project.resolve("build");
        List<Path> folders = Stream.of("classes/java/main", "classes/kotlin/main", "resources/main")
                .map(build::resolve)
                .filter(Files::isDirectory)
                .toList();
        if (folders.stream().anyMatch(folder -> RunningClassPath.has(running, folder))) {
            return new Found(RunningClassPath.runtime(running, folders));
        }
        Path libraries = build.resolve("libs");
        return new Found(FunctionClassPath.withJars(
                folders, Files.isDirectory(libraries) ? libraries : samBuild.resolve("lib")));
    }
}
