// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionClassPathTest {
    private static final String DEPENDENCY = """
            <dependency>
              <groupId>com.example</groupId>
              <artifactId>library</artifactId>
              %s
            </dependency>
            """;

    @TempDir
    private Path project;

    @Test
    void aJarIsTheWholeClassPath() throws IOException {
        Path jar = zip("function.jar", "a/B.class");

        assertThat(FunctionClassPath.of(jar, samBuild(), List.of())).isEqualTo(found(jar));
    }

    /// Lambda's own layout of a zip (Lambda developer guide, "Deploy Java Lambda functions with .zip or JAR
    /// file archives").
    @Test
    void aZipWithJarsInItIsUnpacked() throws IOException {
        Path archive = zip("function.zip", "a/B.class", "lib/one.jar", "lib/notes.txt");

        assertThat(FunctionClassPath.of(archive, samBuild(), List.of()))
                .isInstanceOfSatisfying(FunctionClassPath.Found.class, found -> {
                    assertThat(found.paths()).hasSize(2);
                    assertThat(found.paths().getFirst()).isDirectoryContaining("glob:**a");
                    assertThat(found.paths().getLast()).hasFileName("one.jar");
                    assertThat(HandlerClass.isIn(found.paths(), "a.B::call")).isTrue();
                    assertThat(HandlerClass.isIn(found.paths(), "a.C")).isFalse();
                });
    }

    private Path zip(String name, String... entries) throws IOException {
        Path file = project.resolve(name);
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String entry : entries) {
                out.putNextEntry(new ZipEntry(entry));
                out.write(entry.getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
        return file;
    }

    @Test
    void aMavenProjectsListOfJarsComesFirst() throws IOException {
        Path classes = folder("target/classes");
        file("target/function.classpath", "/somewhere/a.jar:/somewhere/b.jar\n");
        file("target/dependency/c.jar", "");

        assertThat(of(List.of(classes)))
                .isEqualTo(found(classes, Path.of("/somewhere/a.jar"), Path.of("/somewhere/b.jar")));
    }

    @Test
    void inATestOfItsOwnProjectAFunctionHasTheTestsJars() throws IOException {
        Path classes = folder("target/classes");
        Path tests = folder("target/test-classes");
        Path library = Path.of("/somewhere/library-1.jar");
        file("target/dependency/library-0.jar", "");

        assertThat(of(List.of(
                        tests,
                        classes,
                        library,
                        Path.of("/somewhere/junit-jupiter-api-6.jar"),
                        Path.of("/somewhere/stepgate-1-local.jar"))))
                .isEqualTo(found(classes, library));
    }

    @Test
    void copiedDependenciesAreFound() throws IOException {
        Path classes = folder("target/classes");
        Path library = file("target/dependency/library.jar", "");

        assertThat(of(List.of())).isEqualTo(found(classes, library));
    }

    @Test
    void jarsThatSamBuiltGoWithNewerClasses() throws IOException {
        Path classes = folder("target/classes");
        Path library = file(".aws-sam/build/Function/lib/library.jar", "");

        assertThat(of(List.of())).isEqualTo(found(classes, library));
    }

    @Test
    void aMavenProjectWithoutItsJarsNamesTheCommandToRun() throws IOException {
        folder("target/classes");
        Path pom = file("pom.xml", pom(DEPENDENCY.formatted("")));

        assertThat(of(List.of()))
                .isEqualTo(
                        new FunctionClassPath.Missing(
                                "the jars that " + pom + " asks for are not beside its classes;"
                                        + " run `mvn dependency:copy-dependencies -DincludeScope=runtime` there, or `sam build`"));
    }

    @Test
    void dependenciesThatAreNotPackagedAreNotRequired() throws IOException {
        Path classes = folder("target/classes");
        file("pom.xml", pom("""
                %s
                <dependency><artifactId>aws-lambda-java-core</artifactId></dependency>
                """.formatted(DEPENDENCY.formatted("<scope>test</scope>"))));

        assertThat(of(List.of())).isEqualTo(found(classes));
    }

    @Test
    void anUnbuiltProjectNamesTheCommandToRun() throws IOException {
        file("pom.xml", pom(""));

        assertThat(of(List.of()))
                .isEqualTo(new FunctionClassPath.Missing(
                        project + " is not built: it has no target/classes; run `mvn compile` there, or `sam build`"));
    }

    @Test
    void aGradleProjectHasItsClassesResourcesAndLibraries() throws IOException {
        Path classes = folder("build/classes/java/main");
        Path resources = folder("build/resources/main");
        Path library = file("build/libs/library.jar", "");

        assertThat(of(List.of())).isEqualTo(found(classes, resources, library));
    }

    @Test
    void anUnbuiltGradleProjectNamesTheCommandToRun() throws IOException {
        file("build.gradle.kts", "");

        assertThat(of(List.of()))
                .isEqualTo(new FunctionClassPath.Missing(project
                        + " is not built: it has no build/classes; run `gradle classes` there, or `sam build`"));
    }

    @Test
    void theResultOfSamBuildServesAnUnbuiltProject() throws IOException {
        file("pom.xml", pom(DEPENDENCY.formatted("")));
        Path library = file(".aws-sam/build/Function/lib/library.jar", "");

        assertThat(of(List.of())).isEqualTo(found(samBuild(), library));
    }

    @Test
    void aFolderOfClassesHasItsLibraries() throws IOException {
        Path library = file("lib/library.jar", "");

        assertThat(of(List.of())).isEqualTo(found(project, library));
    }

    private FunctionClassPath of(List<Path> running) {
        return FunctionClassPath.of(project, samBuild(), running);
    }

    private static FunctionClassPath found(Path... paths) {
        return new FunctionClassPath.Found(List.of(paths));
    }

    private Path samBuild() {
        return project.resolve(".aws-sam/build/Function");
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectories(project.resolve(name));
    }

    private Path file(String name, String text) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /// Returns a pom with a dependency in each place that is not the project's own.
    private static String pom(String dependencies) {
        String elsewhere = "<dependencies>" + DEPENDENCY.formatted("") + "</dependencies>";
        return "<project><dependencyManagement>" + elsewhere + "</dependencyManagement><dependencies>" + dependencies
                + "</dependencies><build><plugins><plugin>" + elsewhere + "</plugin></plugins></build><!-- " + elsewhere
                + " --></project>";
    }
}
