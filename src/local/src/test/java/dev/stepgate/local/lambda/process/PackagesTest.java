// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import static dev.stepgate.local.lambda.process.ProcessProject.NODE;
import static dev.stepgate.local.lambda.process.ProcessProject.PROVIDED;
import static dev.stepgate.local.lambda.process.ProcessProject.PYTHON;
import static dev.stepgate.local.lambda.process.ProcessProject.answer;
import static dev.stepgate.local.lambda.process.ProcessProject.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.lambda.process.FunctionPackage.Code;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The possible locations of a function's code, and the messages when something is missing.
class PackagesTest {
    private ProcessProject project;
    private Path folder;

    @BeforeEach
    void prepare(@TempDir Path temporary) {
        ProcessProject.needs("python3");
        folder = temporary;
        project = new ProcessProject(temporary.resolve("code"));
    }

    @AfterEach
    void end() {
        project.close();
    }

    private Path zip(String name, Map<String, String> files) throws IOException {
        Path zip = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(out)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                entries.putNextEntry(new ZipEntry(file.getKey()));
                entries.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return zip;
    }

    @Test
    void aZipIsUnpackedAndItsFolderIsTheWorkingDirectory() throws Exception {
        Path zip = zip(
                "code.zip",
                Map.of(
                        "app.py",
                                "import os\ndef handler(e, c):\n    return open('data/x.txt').read() + str(os.getcwd() == os.environ['LAMBDA_TASK_ROOT'])\n",
                        "data/x.txt", "read "));
        project.function("f", "app.handler", new FunctionPackage(PYTHON, new Code.Archive(zip)));

        assertThat(answer(project.start(), "f", "{}")).isEqualTo("\"read True\"");
    }

    @Test
    void aFileThatIsNotAZipIsNamed() throws Exception {
        Path zip = Files.writeString(folder.resolve("code.zip"), "not a zip");
        project.function("f", "app.handler", new FunctionPackage(PYTHON, new Code.Archive(zip)));

        assertThat(error(project.start(), "f", "{}").get("errorMessage").asText())
                .contains(zip + " cannot be unpacked");
    }

    @Test
    void anEntryThatLiesOutsideOfAZipIsRefused() throws Exception {
        Path zip = zip("code.zip", Map.of("../outside.txt", "harmless", "app.py", ""));
        project.function("f", "app.handler", new FunctionPackage(PYTHON, new Code.Archive(zip)));

        assertThat(error(project.start(), "f", "{}").get("errorType").asText()).isEqualTo("Runtime.InvalidEntrypoint");
        assertThat(project.lines()).singleElement().asString().contains("code.zip");
    }

    @Test
    void inlineCodeIsTheFileIndex() throws Exception {
        ProcessProject.needs("node");
        String python = "def handler(e, c):\n    return __file__.rpartition('/')[2]\n";
        String node = "exports.handler = async () => require('path').basename(__filename);";
        project.function("py", "index.handler", new FunctionPackage(PYTHON, new Code.Inline(python)))
                .function("js", "index.handler", new FunctionPackage(NODE, new Code.Inline(node)));
        Functions functions = project.start();

        assertThat(answer(functions, "py", "{}")).isEqualTo("\"index.py\"");
        assertThat(answer(functions, "js", "{}")).isEqualTo("\"index.js\"");
    }

    /// "Packaging your layer content": the folders of a layer, and which of two layers takes precedence.
    @Test
    void layersBringModulesProgramsAndLibraries() throws Exception {
        ProcessProject.needs("node");
        Path first = folder.resolve("first");
        Path second = zip("second.zip", Map.of("python/shared.py", "value = 'second'\n"));
        write(first.resolve("python/shared.py"), "value = 'first'\n");
        write(first.resolve("python/only.py"), "value = 'only'\n");
        write(first.resolve("nodejs/node_modules/greeting/index.js"), "module.exports = 'hello';");
        write(first.resolve("bin/tool"), "#!/bin/sh\n");
        write(first.resolve("lib/libx.so"), "");
        List<Path> layers = List.of(first, second);
        project.file("app.py", """
                import os, only, shared
                def handler(e, c):
                    return [only.value, shared.value, os.environ["PATH"].endswith("/first/bin"),
                        os.environ["LD_LIBRARY_PATH"].endswith("/first/lib")]
                """)
                .file("index.js", "exports.handler = async () => require('greeting');")
                .function("py", "app.handler", layered(PYTHON, layers))
                .function("js", "index.handler", layered(NODE, layers));
        Functions functions = project.start();

        assertThat(answer(functions, "py", "{}")).isEqualTo("[\"only\", \"second\", true, true]");
        assertThat(answer(functions, "js", "{}")).isEqualTo("\"hello\"");
    }

    private FunctionPackage layered(ProcessRuntime runtime, List<Path> layers) {
        return new FunctionPackage(runtime, new Code.Folder(project.folder()), layers, OptionalInt.empty());
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void aVirtualEnvironmentBesideTheCodeRunsIt() throws Exception {
        Process made = new ProcessBuilder(
                        "python3",
                        "-m",
                        "venv",
                        "--without-pip",
                        project.folder().resolve(".venv").toString())
                .inheritIO()
                .start();
        assumeTrue(made.waitFor() == 0, "this machine's Python makes no virtual environments");
        project.file("src/app.py", "import sys\ndef handler(e, c):\n    return sys.prefix\n")
                .function(
                        "f",
                        "app.handler",
                        new FunctionPackage(
                                PYTHON, new Code.Folder(project.folder().resolve("src"))));

        assertThat(answer(project.start(), "f", "{}"))
                .isEqualTo("\"" + project.folder().toRealPath().resolve(".venv") + "\"");
    }

    @Test
    void theClientThatAPackageBringsIsUsed() throws Exception {
        project.file("awslambdaric/__init__.py", "")
                .file("awslambdaric/__main__.py", """
                import os, sys, http.client
                api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
                while True:
                    api.request("GET", "/2018-06-01/runtime/invocation/next")
                    event = api.getresponse(); event.read()
                    path = "/2018-06-01/runtime/invocation/" + event.headers["Lambda-Runtime-Aws-Request-Id"] + "/response"
                    api.request("POST", path, '"own client for ' + sys.argv[1] + '"')
                    api.getresponse().read()
                """)
                .function("f", PYTHON, "app.handler");

        assertThat(answer(project.start(), "f", "{}")).isEqualTo("\"own client for app.handler\"");
    }

    @Test
    void aCustomRuntimeWithoutBootstrapNamesTheRemedy() throws Exception {
        project.file("other", "").function("f", PROVIDED, "x");

        assertThat(error(project.start(), "f", "{}").get("errorType").asText()).isEqualTo("Runtime.InvalidEntrypoint");
        assertThat(project.lines()).anyMatch(line -> line.contains("Couldn't find valid bootstrap(s): ["));
    }

    @Test
    void aBootstrapThatIsNotExecutableNamesTheRemedy() throws Exception {
        project.file("bootstrap", "#!/bin/sh\n").function("f", PROVIDED, "x");

        assertThat(error(project.start(), "f", "{}").get("errorMessage").asText())
                .contains("bootstrap is not executable: run `chmod +x ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ruby3.3", "dotnet8", "go1.x", "python2.7", "nodejs4.3", "nodejs", "provided.al1", ""})
    void otherRuntimesAreRefusedByName(String identifier) {
        assertThatThrownBy(() -> ProcessRuntime.of(identifier))
                .isInstanceOf(UnsupportedRuntimeException.class)
                .hasMessageStartingWith("the runtime " + identifier + " is not here: ");
    }

    @ParameterizedTest
    @CsvSource({"python3.13", "nodejs22.x", "provided", "provided.al2", "provided.al2023", "java21", "java8.al2"})
    void theseRuntimesAreKnown(String identifier) throws Exception {
        assertThat(ProcessRuntime.of(identifier).identifier()).isEqualTo(identifier);
    }
}
