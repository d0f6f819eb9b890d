// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampsTest {
    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private FileStamps stamps() throws IOException {
        write("app.py", "1");
        write("package/other.py", "1");
        write("node_modules/a/index.js", "1");
        FileStamps stamps = new FileStamps(List.of(folder));
        assertThat(stamps.haveChanged()).isFalse();
        return stamps;
    }

    @Test
    void aFileThatIsWrittenAgainIsAChange() throws IOException {
        FileStamps stamps = stamps();
        write("package/other.py", "longer");

        assertThat(stamps.haveChanged()).isTrue();
        assertThat(stamps.haveChanged()).isTrue();
    }

    @Test
    void aFileThatIsNewOrGoneIsAChange() throws IOException {
        FileStamps stamps = stamps();
        write("package/new.py", "");
        assertThat(stamps.haveChanged()).isTrue();

        Files.delete(folder.resolve("package/new.py"));
        assertThat(stamps.haveChanged()).isFalse();

        Files.delete(folder.resolve("app.py"));
        assertThat(stamps.haveChanged()).isTrue();
    }

    @Test
    void filesThatAnInterpreterWritesAreIgnored() throws IOException {
        FileStamps stamps = stamps();
        write("package/__pycache__/other.pyc", "compiled");

        assertThat(stamps.haveChanged()).isFalse();
    }

    @Test
    void aPackageThatIsInstalledIsAChange() throws IOException {
        FileStamps stamps = stamps();
        write("node_modules/b/index.js", "");

        assertThat(stamps.haveChanged()).isTrue();
    }
}
