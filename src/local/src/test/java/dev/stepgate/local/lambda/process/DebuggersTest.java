// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import static dev.stepgate.local.lambda.process.ProcessProject.NODE;
import static dev.stepgate.local.lambda.process.ProcessProject.PROVIDED;
import static dev.stepgate.local.lambda.process.ProcessProject.PYTHON;
import static dev.stepgate.local.lambda.process.ProcessProject.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.lambda.process.FunctionPackage.Code;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes to which a debugger can attach.
class DebuggersTest {
    private ProcessProject project;

    @BeforeEach
    void prepare(@TempDir Path folder) {
        project = new ProcessProject(folder);
    }

    @AfterEach
    void end() {
        project.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private FunctionPackage code(ProcessRuntime runtime) {
        return new FunctionPackage(runtime, new Code.Folder(project.folder()));
    }

    private List<String> line(ProcessRuntime runtime, int port) throws Exception {
        try (Processes processes = new Processes()) {
            PackagedCode.Site site = new PackagedCode.Site(
                    code(runtime), project.folder(), new Layers(List.of()), "app.handler", processes);
            return Commands.of(site, OptionalInt.of(port)).line();
        }
    }

    @Test
    void theInspectorOfNodeListensWhileTheFunctionIsCalledAndNoTimeLimitHolds() throws Exception {
        ProcessProject.needs("node");
        int port = freePort();
        project.file("index.js", "exports.handler = async () => new Promise((r) => setTimeout(r, 1500, 'late'));")
                .timeout(Duration.ofSeconds(1))
                .function("f", "index.handler", code(NODE).withDebugger(port));
        Functions functions = project.start();

        assertThat(answer(functions, "f", "{}")).isEqualTo("\"late\"");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(socket.isConnected()).isTrue();
        }
    }

    @Test
    void pythonRunsUnderDebugpy() throws Exception {
        ProcessProject.needs("python3");

        assertThat(line(PYTHON, 5678).subList(1, 5)).containsExactly("-m", "debugpy", "--listen", "127.0.0.1:5678");
    }

    @Test
    void aCustomRuntimeHasNoDebuggerHere() {
        assertThatThrownBy(() -> line(PROVIDED, 5678))
                .isInstanceOf(NotStartedException.class)
                .hasMessageContaining("has no debugger of its own here");
    }

    @Test
    void onlyTheFirstOfSeveralProcessesHasTheDebugger() {
        PackagedCode code = new Processes().open(code(NODE).withDebugger(5678));

        assertThat(code.takeDebugger()).isTrue();
        assertThat(code.takeDebugger()).isFalse();
        code.giveDebuggerBack();
        assertThat(code.takeDebugger()).isTrue();
    }
}
