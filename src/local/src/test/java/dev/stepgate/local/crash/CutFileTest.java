// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.DataOptions;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.StoredExecutions;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.store.DataFolder;
import dev.stepgate.local.store.StoreException;
import dev.stepgate.local.store.Sync;
import dev.stepgate.local.store.Writing;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One of a runtime's files, as they are when the process is killed, is cut at random lengths. What was acknowledged is
/// missing from the cut on, in the order of the requests, and never in silence.
class CutFileTest {
    private static final int CUTS = Integer.getInteger("stepgate.cuts", 8);
    private static final int REQUESTS = 60;
    private static final List<String> FILES = List.of("records.mv", "journal-0", "journal-1");

    /// Some of the requests are in each file.
    private static final int SMALL_JOURNAL = 4_000;

    private static final Path TEMPLATE = Path.of("src/test/resources/dev/stepgate/local/crash/template.yaml");
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:";

    @TempDir
    Path folder;

    @Test
    void aCutFileIsRefusedWithAWayOnAndHoldsAPrefixOfWhatWasAcknowledged() throws IOException {
        Path killed = folder.resolve("killed");
        try (LocalRuntime runtime = start(folder.resolve("data"))) {
            RuntimeClient client = client(runtime);
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(request(client, i)).isPresent();
            }
            copy(folder.resolve("data"), killed);
        }
        Path whole = folder.resolve("whole");
        copy(killed, whole);
        requirePrefix(whole, REQUESTS);

        SplittableRandom random = new SplittableRandom(14);
        for (int i = 0; i < CUTS; i++) {
            Path cut = folder.resolve("cut" + i);
            copy(killed, cut);
            cut(cut.resolve(FILES.get(i % FILES.size())), random);
            require(cut);
        }
    }

    private static void cut(Path file, RandomGenerator random) throws IOException {
        try (RandomAccessFile whole = new RandomAccessFile(file.toFile(), "rw")) {
            whole.setLength(random.nextLong(whole.length()));
        }
    }

    private static LocalRuntime start(Path data) {
        return LocalRuntime.start(
                RuntimeOptions.of(TEMPLATE)
                        .withData(new DataOptions(data, new Writing(Sync.EACH_COMMIT).withJournal(SMALL_JOURNAL))),
                RuntimeDependencies.real(RuntimeLog.NONE));
    }

    private static RuntimeClient client(LocalRuntime runtime) {
        return new RuntimeClient(URI.create(runtime.aws()), false);
    }

    /// While nothing is written.
    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        Files.copy(from.resolve("stepgate.json"), to.resolve("stepgate.json"));
        for (String name : FILES) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }

    /// Each waits for its answer before the next one.
    private static Optional<?> request(RuntimeClient client, int number) {
        String name = "%03d".formatted(number);
        return switch (number % 3) {
            case 0 ->
                client.call(
                        "AWSStepFunctions.StartExecution",
                        object().put("stateMachineArn", ARN + "stateMachine:token")
                                .put("name", name)
                                .put("input", "{\"n\":1}"));
            case 1 ->
                client.call(
                        "AmazonSSM.PutParameter",
                        object().put("Name", name).put("Type", "String").put("Value", name));
            default -> client.object("PUT", "things/" + name, name.repeat(1_000));
        };
    }

    private static boolean isThere(RuntimeClient client, int number) {
        String name = "%03d".formatted(number);
        return switch (number % 3) {
            case 0 ->
                client.call(
                                "AWSStepFunctions.ListExecutions",
                                object().put("stateMachineArn", ARN + "stateMachine:token")
                                        .put("maxResults", 1000))
                        .orElseThrow()
                        .path("executions")
                        .findValuesAsText("name")
                        .contains(name);
            case 1 ->
                client.call(
                                        "AmazonSSM.GetParameters",
                                        object().set(
                                                        "Names",
                                                        object().arrayNode().add(name)))
                                .orElseThrow()
                                .path("Parameters")
                                .size()
                        == 1;
            default ->
                client.object("GET", "things?list-type=2&prefix=" + name, "")
                        .orElseThrow()
                        .contains("<Key>" + name);
        };
    }

    private static void requirePrefix(Path data, int least) {
        try (LocalRuntime runtime = start(data)) {
            RuntimeClient client = client(runtime);
            List<Integer> there = IntStream.range(0, REQUESTS)
                    .filter(number -> isThere(client, number))
                    .boxed()
                    .toList();
            assertThat(there)
                    .isEqualTo(IntStream.range(0, there.size()).boxed().toList())
                    .hasSizeGreaterThanOrEqualTo(least);
        }
    }

    private static void require(Path cut) {
        try {
            requirePrefix(cut, REQUESTS);
        } catch (StoreException e) {
            assertThat(e).hasMessageContaining(cut + " is damaged").hasMessageContaining("Put back a copy");
            if (String.valueOf(e.getMessage()).contains("--accept-loss")) {
                StoredExecutions.open(cut, DataFolder.Loss.ACCEPTED).close();
                requirePrefix(cut, 0);
            }
        }
    }
}
