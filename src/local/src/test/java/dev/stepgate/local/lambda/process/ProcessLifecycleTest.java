// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.lambda.process;

import static dev.stepgate.local.lambda.process.ProcessProject.PROVIDED;
import static dev.stepgate.local.lambda.process.ProcessProject.PYTHON;
import static dev.stepgate.local.lambda.process.ProcessProject.answer;
import static dev.stepgate.local.lambda.process.ProcessProject.begin;
import static dev.stepgate.local.lambda.process.ProcessProject.invoke;
import static dev.stepgate.local.lambda.process.ProcessProject.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.lambda.Functions;
import dev.stepgate.local.lambda.InvocationResult;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.store.Store;
import dev.stepgate.local.time.RealTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The start and end of processes. The error texts are Lambda's own, from its service and
/// aws-lambda-runtime-interface-emulator.
class ProcessLifecycleTest {
    private static final String PID = "import os\ndef handler(event, context):\n    return os.getpid()\n";
    private static final String WAITS = """
            import os, pathlib, time
            def handler(event, context):
                if event.get("wait"):
                    pathlib.Path(event["wait"]).write_text(str(os.getpid()))
                    time.sleep(600)
                return os.getpid()
            """;

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

    private Functions python(String text) {
        return project.file("app.py", text).function("f", PYTHON, "app.handler").start();
    }

    private long pid(Functions functions) throws Exception {
        return Long.parseLong(answer(functions, "f", "{}"));
    }

    private static boolean lives(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    private static void awaitEnd(long pid) {
        await().atMost(Duration.ofMinutes(1)).until(() -> !lives(pid));
    }

    /// Begins a call that waits, and returns the id of its process.
    private long beginWaiting(List<CompletableFuture<InvocationResult>> calls, Functions functions) throws Exception {
        Path sign = folder.resolve("sign" + calls.size());
        calls.add(begin(functions, "f", "{\"wait\":\"" + sign + "\"}"));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> Files.exists(sign) && !Files.readString(sign).isEmpty());
        return Long.parseLong(Files.readString(sign));
    }

    @Test
    void aProcessIsKeptForTheNextCall() throws Exception {
        Functions functions = python(PID);

        assertThat(pid(functions)).isEqualTo(pid(functions));
    }

    @Test
    void twoCallsAtOnceHaveTwoProcesses() throws Exception {
        Functions functions = python(WAITS);

        List<CompletableFuture<InvocationResult>> calls = new ArrayList<>();
        assertThat(beginWaiting(calls, functions)).isNotEqualTo(beginWaiting(calls, functions));
    }

    @Test
    void reservedConcurrencyThrottles() throws Exception {
        project.reserved(1);
        Functions functions = python(WAITS);
        List<CompletableFuture<InvocationResult>> calls = new ArrayList<>();
        beginWaiting(calls, functions);

        assertThatThrownBy(() -> begin(functions, "f", "{}"))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("Rate Exceeded.");
    }

    @Test
    void changedCodeIsUsedFromTheNextCallOn() throws Exception {
        Functions functions = python("def handler(event, context):\n    return 'old'\n");
        assertThat(answer(functions, "f", "{}")).isEqualTo("\"old\"");

        project.file("app.py", "def handler(event, context):\n    return 'changed'\n");

        assertThat(answer(functions, "f", "{}")).isEqualTo("\"changed\"");
    }

    /// `RequestId: ... Error: Task timed out after 1.00 seconds`
    @Test
    void aCallThatTakesTooLongEndsWithItsProcess() throws Exception {
        project.timeout(Duration.ofSeconds(1));
        Functions functions = python(WAITS);
        List<CompletableFuture<InvocationResult>> calls = new ArrayList<>();
        long pid = beginWaiting(calls, functions);

        InvocationResult late = calls.getFirst().get(60, TimeUnit.SECONDS);

        JsonNode error = Json.parse(late.payload());
        assertThat(error.get("errorType").asText()).isEqualTo("Sandbox.Timedout");
        assertThat(error.get("errorMessage").asText())
                .isEqualTo("RequestId: " + late.call().requestId() + " Error: Task timed out after 1.00 seconds");
        awaitEnd(pid);
        assertThat(pid(functions)).isNotEqualTo(pid);
    }

    @Test
    void aProcessThatIsKilledInMidCallGivesLambdasErrorAndTheNextCallWorks() throws Exception {
        Functions functions = python(WAITS);
        List<CompletableFuture<InvocationResult>> calls = new ArrayList<>();
        long pid = beginWaiting(calls, functions);

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        InvocationResult killed = calls.getFirst().get(60, TimeUnit.SECONDS);

        JsonNode error = Json.parse(killed.payload());
        assertThat(error.get("errorType").asText()).isEqualTo("Runtime.ExitError");
        assertThat(error.get("errorMessage").asText())
                .isEqualTo("RequestId: " + killed.call().requestId()
                        + " Error: Runtime exited with error: signal: killed");
        assertThat(pid(functions)).isNotEqualTo(pid);
    }

    @Test
    void aProcessThatEndedWhileItWasIdleIsReplacedUnnoticed() throws Exception {
        Functions functions = python(PID);
        long pid = pid(functions);

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        awaitEnd(pid);

        assertThat(pid(functions)).isNotEqualTo(pid);
    }

    @Test
    void childProcessesEndWithTheirProcess() throws Exception {
        project.timeout(Duration.ofSeconds(1));
        Path sign = folder.resolve("child");
        Functions functions = python("""
                import pathlib, subprocess, time
                def handler(event, context):
                    child = subprocess.Popen(["sleep", "600"])
                    pathlib.Path("%s").write_text(str(child.pid))
                    time.sleep(600)
                """.formatted(sign));

        InvocationResult late = invoke(functions, "f", "{}");

        assertThat(text(late)).contains("Sandbox.Timedout");
        awaitEnd(Long.parseLong(Files.readString(sign)));
    }

    @Test
    void interruptingFunctionsEndsTheirProcesses() throws Exception {
        Functions functions = python(WAITS);
        List<CompletableFuture<InvocationResult>> calls = new ArrayList<>();
        long pid = beginWaiting(calls, functions);

        assertThat(functions.interrupt(Duration.ofMinutes(1))).isTrue();
        assertThat(lives(pid)).isFalse();
    }

    /// Runs in another JVM, so that nothing else makes processes and files, with the number of cycles in the
    /// system property `stepgate.cycles`, or a few.
    @Test
    void nothingIsLeftAfterManyStartsAndStops() throws Exception {
        project.executable("bootstrap", BOOTSTRAP);

        Process jvm = jvm(CyclingJvm.class, project.folder().toString(), System.getProperty("stepgate.cycles", "5"));

        try {
            assertThat(jvm.waitFor(2, TimeUnit.HOURS)).isTrue();
            assertThat(Files.readAllLines(folder.resolve("jvm.txt"))).endsWith("nothing is left");
            assertThat(isEmpty(folder.resolve("tmp"))).isTrue();
        } finally {
            jvm.destroyForcibly();
        }
    }

    private Process jvm(Class<?> main, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        line.addAll(List.of(arguments));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("jvm.txt").toFile())
                .start();
    }

    /// The JVM that starts and stops a runtime many times.
    static final class CyclingJvm {
        private CyclingJvm() {}

        public static void main(String[] arguments) throws Exception {
            ProcessProject project = new ProcessProject(Path.of(arguments[0])).function("f", PROVIDED, "x");
            int cycles = Integer.parseInt(arguments[1]);
            cycle(project);
            long descriptors = descriptors();
            for (int i = 0; i < cycles; i++) {
                cycle(project);
            }
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> ProcessHandle.current().descendants().findAny().isEmpty());
            await().atMost(Duration.ofMinutes(1)).until(() -> descriptors() <= descriptors);
            System.out.println("nothing is left");
        }

        private static void cycle(ProcessProject project) throws Exception {
            try (Functions functions = project.start()) {
                assertThat(answer(functions, "f", "{}")).isEqualTo("\"own\"");
            }
            try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                assertThat(files.filter(file -> file.toString().contains("stepgate-functions-")))
                        .isEmpty();
            }
        }

        private static long descriptors() throws IOException {
            try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
                return open.count();
            }
        }
    }

    private static final String BOOTSTRAP = """
            #!/usr/bin/env python3
            import os, http.client
            api = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
            while True:
                api.request("GET", "/2018-06-01/runtime/invocation/next")
                event = api.getresponse(); event.read()
                path = "/2018-06-01/runtime/invocation/" + event.headers["Lambda-Runtime-Aws-Request-Id"]
                api.request("POST", path + "/response", '"own"')
                api.getresponse().read()
            """;

    /// Kills another JVM that runs one busy function and an idle custom runtime.
    @Test
    void processesAndFilesEndWithAJvmThatIsKilled() throws Exception {
        project.file("app.py", WAITS).executable("bootstrap", BOOTSTRAP);
        Process jvm = jvm(
                KilledJvm.class,
                project.folder().toString(),
                folder.resolve("busy").toString());
        try {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> Files.exists(folder.resolve("busy")) && Files.exists(folder.resolve("busy.ready")));
            List<Long> children = jvm.descendants().map(ProcessHandle::pid).toList();
            assertThat(children).hasSizeGreaterThanOrEqualTo(3);

            jvm.destroyForcibly();

            children.forEach(ProcessLifecycleTest::awaitEnd);
            await().atMost(Duration.ofMinutes(1)).until(() -> isEmpty(folder.resolve("tmp")));
        } finally {
            jvm.destroyForcibly();
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).startsWith("stepgate"))
                    .findAny()
                    .isEmpty();
        }
    }

    /// The JVM that is killed.
    static final class KilledJvm {
        private KilledJvm() {}

        public static void main(String[] arguments) throws Exception {
            ProcessProject project = new ProcessProject(Path.of(arguments[0]))
                    .function("busy", PYTHON, "app.handler")
                    .function("idle", PROVIDED, "x");
            Functions functions = project.start();
            CompletableFuture<InvocationResult> busy = begin(functions, "busy", "{\"wait\":\"" + arguments[1] + "\"}");
            answer(functions, "idle", "{}");
            Files.writeString(Path.of(arguments[1] + ".ready"), "");
            busy.join();
        }
    }

    @Test
    void manyCallsAtOnceEachHaveTheirAnswer() throws Exception {
        Functions functions = python("def handler(event, context):\n    return event\n");
        int calls = Integer.getInteger("stepgate.parallel", 10);

        List<CompletableFuture<InvocationResult>> all = IntStream.range(0, calls)
                .mapToObj(i -> begin(functions, "f", String.valueOf(i)))
                .toList();

        for (int i = 0; i < calls; i++) {
            assertThat(text(all.get(i).get(300, TimeUnit.SECONDS))).isEqualTo(String.valueOf(i));
        }
    }

    @Test
    void aRuntimeThatBeginsAnewKeepsItsIdleProcesses() throws Exception {
        Functions functions = python(PID);
        long pid = pid(functions);

        try (Functions again = functions.again(new RealTime(), RuntimeLog.NONE, Store.NONE)) {
            assertThat(pid(again)).isEqualTo(pid);
        }

        assertThat(Optional.of(pid).filter(ProcessLifecycleTest::lives)).isEmpty();
    }
}
