// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JarCommandTest {
    @TempDir
    private Path folder;

    private String jar = "";

    @BeforeEach
    void makeAFile() throws IOException {
        jar = Files.createFile(folder.resolve("stepgate-local.jar")).toString();
    }

    @Test
    void keepsFlagsJarAndArguments() {
        List<String> all = List.of("-Xmx512m", "-Dx=y", "-jar", jar, "up", "--template=a b.yaml", "");

        List<String> faster = JarCommand.of(all, List.of("up", "--template=a b.yaml", ""))
                .orElseThrow()
                .faster();

        assertThat(faster.getFirst())
                .isEqualTo(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString());
        assertThat(faster).doesNotContain("-Xms64m");
        assertThat(faster).endsWith("-Xmx512m", "-Dx=y", "-jar", jar, "up", "--template=a b.yaml", "");
    }

    @Test
    void givesTheHeapAFirstSizeWhereTheUserGaveNone() {
        assertThat(JarCommand.of(List.of("-jar", jar), List.of()).orElseThrow().faster())
                .contains("-Xms64m");
    }

    @Test
    void compilesLaterUnlessTheUserChoseWhen() {
        List<String> usual =
                JarCommand.of(List.of("-jar", jar), List.of()).orElseThrow().faster();
        List<String> chosen = JarCommand.of(List.of("-XX:Tier3InvocationThreshold=100", "-jar", jar), List.of())
                .orElseThrow()
                .faster();

        assertThat(usual).contains("-XX:CompileThresholdScaling=2");
        assertThat(chosen).doesNotContain("-XX:CompileThresholdScaling=2").contains("-XX:Tier3InvocationThreshold=100");
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "graph", "cost"})
    void aBriefCommandNeedsNoSecondCompiler(String name) throws IOException {
        List<String> flags = List.of("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=5", "-XX:+UseSerialGC");

        assertThat(JarCommand.of(List.of("-jar", jar, name), List.of(name))
                        .orElseThrow()
                        .faster())
                .containsAll(flags);
        assertThat(JarCommand.of(List.of("-jar", jar, "up", name), List.of("up", name))
                        .orElseThrow()
                        .faster())
                .doesNotContainAnyElementsOf(flags);
        assertThat(Path.of("src/launcher/stepgate")).content().contains(name, String.join(" ", flags));
    }

    @Test
    void isNotThereWithoutAJar() {
        assertThat(JarCommand.of(List.of("-cp", jar, "dev.stepgate.local.cli.Main"), List.of()))
                .isEmpty();
        assertThat(JarCommand.of(List.of("-jar"), List.of())).isEmpty();
        assertThat(JarCommand.of(List.of("-jar", folder + "/missing.jar"), List.of()))
                .isEmpty();
    }

    /// As with an argument file after the jar, which `java` replaces by its lines.
    @Test
    void isNotThereWhereTheArgumentsAreNotThoseOfTheProcess() {
        assertThat(JarCommand.of(List.of("-jar", jar, "@file"), List.of("up"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:+UseZGC",
                "-XX:+UseParallelGC",
                "-XX:AOTCache=own.aot",
                "-XX:SharedArchiveFile=own.jsa",
                "-XX:+AutoCreateSharedArchive",
                "-Xshare:off",
                "-Xint",
                "-agentlib:jdwp=transport=dt_socket,server=y",
                "-javaagent:own.jar"
            })
    void respectsAChoiceOfTheUser(String flag) {
        assertThat(JarCommand.of(List.of(flag, "-jar", jar), List.of())
                        .orElseThrow()
                        .isChosenByItsUser())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmx512m", "-ea", "-Duse=-javaagent", "-XX:MaxDirectMemorySize=64m", "--enable-preview"})
    void otherFlagsContradictNothing(String flag) {
        assertThat(JarCommand.of(List.of(flag, "-jar", jar), List.of())
                        .orElseThrow()
                        .isChosenByItsUser())
                .isFalse();
    }
}
