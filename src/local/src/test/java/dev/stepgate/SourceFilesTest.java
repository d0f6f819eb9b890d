// SPDX-License-Identifier: Apache-2.0
package dev.stepgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Checks the length and the licence line of every Java file of the project.
class SourceFilesTest {
    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final int MAX_LINES = 400;

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !ROOT.relativize(file).toString().matches("(target|.*/target|\\.aws-sam)/.*"))
                    .toList();
        }
    }

    @Test
    void noFileIsLongerThan400Lines() throws IOException {
        assertThat(files())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(Files.readAllLines(file))
                        .as(ROOT.relativize(file).toString())
                        .hasSizeLessThanOrEqualTo(MAX_LINES));
    }

    @Test
    void everyFileNamesItsLicence() throws IOException {
        assertThat(files())
                .allSatisfy(file ->
                        assertThat(Files.readString(file)).startsWith("// SPDX-License-Identifier: Apache-2.0\n"));
    }
}
