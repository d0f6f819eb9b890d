// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.DataOptions;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.store.Sync;
import dev.stepgate.local.store.Writing;
import dev.stepgate.local.time.VirtualTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `stepgate data DIR` on a folder with one execution that waits and one that has ended.
class DataCommandTest {
    private static final Path TEMPLATE = Path.of("src/test/resources/dev/stepgate/local/crash/template.yaml");
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:";
    private static final String OBJECTS = "x".repeat(1_000_000);

    /// What is journaled is moved before it is removed again.
    private static final int SMALL_JOURNAL = 4_000;

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void fill() throws InterruptedException {
        VirtualTime time = new VirtualTime();
        RuntimeOptions options = RuntimeOptions.of(TEMPLATE)
                .withData(new DataOptions(folder, new Writing(Sync.NEVER).withJournal(SMALL_JOURNAL)));
        try (LocalRuntime runtime =
                LocalRuntime.start(options, new RuntimeDependencies(time, ExecutionIds.seeded(1), RuntimeLog.NONE))) {
            call(runtime, "states", "StartExecution", start("worker", "waits"));
            call(runtime, "states", "StartExecution", start("flow", "ends"));
            time.advance(Duration.ofSeconds(10));
            for (int i = 0; i < 20; i++) {
                call(runtime, "s3", "PutObject", "{'Bucket':'things','Key':'big','Body':'" + OBJECTS + "'}");
            }
        }
    }

    private static String start(String machine, String name) {
        return "{'stateMachineArn':'" + ARN + "stateMachine:" + machine + "','name':'" + name
                + "','input':'{\\\"n\\\":1,\\\"items\\\":[]}'}";
    }

    private static void call(LocalRuntime runtime, String service, String operation, String input) {
        JsonNode unused = runtime.call(service, operation, Json.parse(input.replace('\'', '"')))
                .toCompletableFuture()
                .join();
    }

    private int run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("data", folder.toString()));
        arguments.addAll(List.of(more));
        return Main.run(arguments, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    @Test
    void listsTheNewestFirstWithTheirStatus() {
        assertThat(run()).isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "SUCCEEDED " + ARN + "execution:flow:ends", "RUNNING " + ARN + "execution:worker:waits");
    }

    @Test
    void exportsAnExecutionWithItsHistory() {
        assertThat(run("--export", ARN + "execution:flow:ends")).isZero();

        JsonNode exported = Json.parse(out.toString());
        assertThat(exported.at("/execution/status").asText()).isEqualTo("SUCCEEDED");
        assertThat(exported.path("events").findValuesAsText("type"))
                .startsWith("ExecutionStarted", "ChoiceStateEntered")
                .endsWith("ExecutionSucceeded");
    }

    @Test
    void anUnknownExecutionIsRefusedByName() {
        assertThat(run("--export", ARN + "execution:flow:none")).isEqualTo(1);

        assertThat(err.toString().strip()).isEqualTo("Execution Does Not Exist: '" + ARN + "execution:flow:none'");
    }

    @Test
    void compactingGivesSpaceBackAndLosesNothing() throws IOException {
        long before = Files.size(folder.resolve("records.mv"));

        assertThat(run("--compact")).isZero();

        assertThat(Files.size(folder.resolve("records.mv"))).isLessThan(before / 2);
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("RUNNING " + ARN + "execution:worker:waits");
    }

    @Test
    void aFileThatWasCutIsRefusedUntilTheLossIsAccepted() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(folder.resolve("records.mv").toFile(), "rw")) {
            file.setLength(file.length() / 2);
        }

        assertThat(run()).isEqualTo(1);
        assertThat(err.toString()).contains("is damaged");
    }

    @Test
    void aFolderWithoutDataIsRefusedAndStaysEmpty(@TempDir Path empty) {
        folder = empty;

        assertThat(run()).isEqualTo(1);

        assertThat(err.toString().strip()).isEqualTo(empty + " holds no data of --data");
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        folder = folder.resolve("none");

        assertThat(run()).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo(folder + " is not a folder");
    }
}
