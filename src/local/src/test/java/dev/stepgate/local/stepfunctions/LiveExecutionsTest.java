// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.store.DataFolder;
import dev.stepgate.local.store.Sync;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Calls the API from several threads while executions go on. Every answer describes one moment: the
/// reference of
/// [DescribeExecution](https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html)
/// has `stopDate` "if the execution ended" and `output` "only if the execution succeeds".
class LiveExecutionsTest {
    private static final int EXECUTIONS = 300;

    private final TestService service = new TestService();

    private static <T> List<T> inThreads(int threads, Supplier<List<T>> task) {
        List<CompletableFuture<List<T>>> all = IntStream.range(0, threads)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        task, command -> Thread.ofPlatform().start(command)))
                .toList();
        List<T> results = new ArrayList<>();
        all.forEach(one -> results.addAll(one.join()));
        return results;
    }

    private JsonNode describe(String execution) {
        return service.call("DescribeExecution", "{'executionArn': '" + execution + "'}");
    }

    @Test
    void aDescriptionIsConsistentWhileTheExecutionEnds() {
        String machine = service.machine("quick");
        List<String> executions = IntStream.range(0, EXECUTIONS)
                .mapToObj(i -> service.start(machine, "e" + i, "{}"))
                .toList();

        List<JsonNode> answers =
                inThreads(3, () -> executions.stream().map(this::describe).toList());

        assertThat(answers).allSatisfy(answer -> {
            boolean ended = !answer.path("status").asText().equals("RUNNING");
            assertThat(answer.has("stopDate")).isEqualTo(ended);
            assertThat(answer.has("output")).isEqualTo(ended);
        });
    }

    @Test
    void theCountsOfAMapRunAddUp() {
        String machine = service.machine("each", """
                {'StartAt': 'Each', 'States': {'Each': {'Type': 'Map', 'Label': 'Each',
                  'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'},
                                    'StartAt': 'P', 'States': {'P': {'Type': 'Pass', 'End': true}}}, 'End': true}}}""");
        String items = IntStream.range(0, 2_000).boxed().toList().toString();
        String execution = service.start(machine, "one", items);

        List<JsonNode> answers = inThreads(2, () -> {
            List<JsonNode> seen = new ArrayList<>();
            do {
                service.call("ListMapRuns", "{'executionArn': '" + execution + "'}")
                        .path("mapRuns")
                        .forEach(run -> seen.add(service.call(
                                "DescribeMapRun",
                                "{'mapRunArn': '" + run.path("mapRunArn").asText() + "'}")));
            } while (describe(execution).path("status").asText().equals("RUNNING"));
            return seen;
        });

        assertThat(answers).allSatisfy(answer -> {
            JsonNode counts = answer.path("itemCounts");
            int sum = counts.path("pending").asInt()
                    + counts.path("running").asInt()
                    + counts.path("succeeded").asInt();
            assertThat(sum).isLessThanOrEqualTo(2_000);
        });
    }

    /// [RedriveExecution](https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html):
    /// an execution that has been redriven can be stopped, and stays stopped.
    @Test
    void anExecutionThatIsRedrivenAndStoppedAtOnceIsOver() {
        String machine = service.machine(
                "failing", "{'StartAt': 'A', 'States': {'A': {'Type': 'Fail', 'Error': 'E', 'Cause': 'always'}}}");

        for (int i = 0; i < EXECUTIONS; i++) {
            String execution = service.start(machine, "r" + i, "{}");
            service.end(execution);
            CompletableFuture<JsonNode> redriven = CompletableFuture.supplyAsync(
                    () -> ask("RedriveExecution", execution),
                    command -> Thread.ofPlatform().start(command));
            JsonNode stopped = ask("StopExecution", execution);

            assertThat(stopped.has("stopDate")).as(stopped.toString()).isTrue();
            assertThat(redriven.join().has("redriveDate")).isTrue();
            service.end(execution);
            assertThat(describe(execution).path("status").asText()).isIn("FAILED", "ABORTED");
            JsonNode events = service.call("GetExecutionHistory", "{'executionArn': '" + execution + "'}")
                    .path("events");
            assertThat(events.path(events.size() - 1).path("type").asText())
                    .isIn("ExecutionFailed", "ExecutionAborted");
        }
    }

    /// The same operation: an execution that runs is refused with `ExecutionNotRedrivable`.
    @Test
    void ofTwoRedrivesAtOnceOfAnExecutionOnDiskOneIsRefused(@TempDir Path folder) {
        try (DataFolder store = DataFolder.open(folder, Sync.NEVER, DataFolder.Loss.REFUSED)) {
            TestService kept = new TestService(Retention.DEFAULT, store);
            kept.call("CreateActivity", "{'name': 'pack'}");
            String machine = kept.machine(
                    "packing",
                    "{'StartAt': 'A', 'States': {'A': {'Type': 'Task', 'Resource': '" + TestService.PREFIX
                            + "activity:pack', 'End': true}}}");
            for (int i = 0; i < EXECUTIONS; i++) {
                String execution = "{'executionArn': '" + kept.start(machine, "k" + i, "{}") + "'}";
                kept.call("StopExecution", execution);

                List<String> answers = inThreads(2, () -> List.of(redriven(kept, execution)));

                assertThat(answers).containsExactlyInAnyOrder("redriven", "ExecutionNotRedrivable");
                kept.call("StopExecution", execution);
            }
        }
    }

    private static String redriven(TestService service, String execution) {
        try {
            return service.call("RedriveExecution", execution).has("redriveDate") ? "redriven" : "";
        } catch (AwsException refusal) {
            return refusal.code();
        }
    }

    private JsonNode ask(String operation, String execution) {
        return service.call(operation, "{'executionArn': '" + execution + "'}");
    }
}
