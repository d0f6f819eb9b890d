// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepgate.local.lambda.process.ProcessRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFolderTest {
    private static final ProcessRuntime PYTHON = new ProcessRuntime.Python("3.12");
    private static final ProcessRuntime NODE = new ProcessRuntime.Node(22);
    private static final ProcessRuntime PROVIDED = new ProcessRuntime.Provided("provided.al2023");

    @TempDir
    private Path folder;

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve("code").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private boolean needsBuild(ProcessRuntime runtime, String handler) {
        return SourceFolder.needsBuild(folder.resolve("code"), runtime, handler);
    }

    @Test
    void sourcesWithoutDependenciesRunUnbuilt() throws IOException {
        write("src/app.py", "");
        write("requirements.txt", "# nothing\n\n");
        write("index.mjs", "");
        write("package.json", "{}");
        write("bootstrap", "");

        assertThat(needsBuild(PYTHON, "src/app.handler")).isFalse();
        assertThat(needsBuild(PYTHON, "src.app.handler")).isFalse();
        assertThat(needsBuild(NODE, "index.handler")).isFalse();
        assertThat(needsBuild(PROVIDED, "anything")).isFalse();
    }

    @Test
    void aMissingHandlerNeedsABuild() throws IOException {
        write("app.ts", "");

        assertThat(needsBuild(NODE, "app.handler")).isTrue();
        assertThat(needsBuild(PYTHON, "app.handler")).isTrue();
        assertThat(needsBuild(PROVIDED, "anything")).isTrue();
    }

    @Test
    void missingDependenciesNeedABuild() throws IOException {
        write("app.py", "");
        write("requirements.txt", "requests\n");
        write("app.js", "");
        write("package.json", "{\"dependencies\": {\"left\": \"1\"}}");
        assertThat(needsBuild(PYTHON, "app.handler")).isTrue();
        assertThat(needsBuild(NODE, "app.handler")).isTrue();

        write(".venv/pyvenv.cfg", "");
        write("node_modules/left/index.js", "");
        assertThat(needsBuild(PYTHON, "app.handler")).isFalse();
        assertThat(needsBuild(NODE, "app.handler")).isFalse();
    }
}
