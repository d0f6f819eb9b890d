// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.code;

import dev.stepgate.local.code.FunctionClassPath.Found;
import dev.stepgate.local.code.FunctionClassPath.Missing;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Locates a function's code in a Maven project: `target/classes`, with jars from the first of these that
/// exists: the list `target/function.classpath`; this JVM's class path, if the classes are on it;
/// `target/dependency`; the result of `sam build`.
final class MavenProject {
    /// Sections of a pom whose dependencies are not the project's own.
    private static final Pattern ELSEWHERE =
            Pattern.compile("<!--.*?-->|<(dependencyManagement|build|profiles)>.*?</\\1>", Pattern.DOTALL);

    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);

    /// Dependencies that the runtime has, or that are not packaged into a function.
    private static final Pattern NOT_NEEDED = Pattern.compile(
            "<scope>\\s*(test|provided|system)\\s*</scope>|<artifactId>\\s*aws-lambda-java-core\\s*</artifactId>");

    private MavenProject() {}

    static FunctionClassPath classPath(Path project, Path samBuild, List<Path> running) {
        Path target = project.resolve("target");
        Path classes = target.resolve("classes");
        Path list = target.resolve("function.classpath");
        if (Files.exists(list)) {
            return new Found(listed(classes, list));
        }
        if (RunningClassPath.has(running, classes)) {
            return new Found(RunningClassPath.runtime(running, List.of(classes)));
        }
        Optional<Path> jars = Stream.of(target.resolve("dependency"), samBuild.resolve("lib"))
                .filter(Files::isDirectory)
                .findFirst();
        if (jars.isPresent()) {
            return new Found(FunctionClassPath.withJars(List.of(classes), jars.get()));
        }
        return needsJars(project.resolve("pom.xml"))
                ? new Missing("the jars that " + project.resolve("pom.xml") + " asks for are not beside its classes;"
                        + " run `mvn dependency:copy-dependencies -DincludeScope=runtime` there, or `sam build`")
                : new Found(List.of(classes));
    }

    private static List<Path> listed(Path classes, Path list) {
        List<Path> classPath = new ArrayList<>(List.of(classes));
        Stream.of(text(list).strip().split(File.pathSeparator))
                .filter(jar -> !jar.isEmpty())
                .map(Path::of)
                .forEach(classPath::add);
        return List.copyOf(classPath);
    }

    private static boolean needsJars(Path pom) {
        if (!Files.exists(pom)) {
            return false;
        }
        String own = ELSEWHERE.matcher(text(pom)).replaceAll("");
        return DEPENDENCY
                .matcher(own)
                .results()
                .anyMatch(dependency -> !NOT_NEEDED.matcher(dependency.group(1)).find());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
