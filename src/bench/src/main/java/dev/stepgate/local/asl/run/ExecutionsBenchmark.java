// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepgate.local.asl.AslParser;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.StateMachine;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.time.RealTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Measures how many executions run in a second, how long a Map of 10,000 items takes, and how much heap a
/// waiting execution holds: `mvn -Pbench`; on one core with `taskset -c 0 mvn -Pbench`, a single benchmark
/// with `-Dargs=pass`.
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ExecutionsBenchmark {
    private static final int BATCH = 1_000;
    private static final int WAITING = 100_000;
    private static final int ITEMS = 10_000;

    @State(Scope.Benchmark)
    public static class Running {
        private final RealTime time = new RealTime();
        private final Interpreter interpreter = new Interpreter(time, new NoTasks(), ExecutionIds.unseeded());

        @TearDown
        public void close() {
            time.close();
        }

        Execution start(StateMachine machine, WorkflowType type, JsonNode input) {
            StartRequest.Machine own = new StartRequest.Machine(
                    "arn:aws:states:us-east-1:123456789012:stateMachine:Bench",
                    "Bench",
                    "arn:aws:iam::123456789012:role/Bench");
            StartRequest.Identity identity = new StartRequest.Identity(
                    "arn:aws:states:us-east-1:123456789012:execution:Bench:7f2f6c1e-9a0e-4c55-8f3e-0d8c2f6a1b11",
                    "7f2f6c1e-9a0e-4c55-8f3e-0d8c2f6a1b11",
                    own,
                    Optional.empty(),
                    Optional.empty());
            return interpreter.start(new StartRequest(machine, type, identity, input, StartRequest.Caller.GONE));
        }
    }

    @State(Scope.Benchmark)
    public static class PassStates {
        @Param({"1", "10", "100"})
        public int states;

        private StateMachine machine;
        private JsonNode input;

        @Setup
        public void parse() {
            StringBuilder definition = new StringBuilder("{\"StartAt\":\"S1\",\"States\":{");
            for (int i = 1; i < states; i++) {
                definition.append("\"S%d\":{\"Type\":\"Pass\",\"Next\":\"S%d\"},".formatted(i, i + 1));
            }
            definition.append("\"S%d\":{\"Type\":\"Pass\",\"End\":true}}}".formatted(states));
            machine = ExecutionsBenchmark.parse(definition.toString());
            input = Json.parse("{\"order\":42,\"customer\":{\"name\":\"Ann\",\"tags\":[\"new\",\"local\"]}}");
        }
    }

    @Benchmark
    @BenchmarkMode(Mode.Throughput)
    @OutputTimeUnit(TimeUnit.SECONDS)
    @OperationsPerInvocation(BATCH)
    public void pass(Running running, PassStates pass) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(BATCH);
        for (int i = 0; i < BATCH; i++) {
            running.start(pass.machine, WorkflowType.STANDARD, pass.input)
                    .outcome()
                    .thenAccept(_ -> ended.countDown());
        }
        ended.await();
    }

    @State(Scope.Benchmark)
    public static class MapItems {
        private final StateMachine machine = parse("""
                {"StartAt": "M", "States": {"M": {"Type": "Map", "End": true, "ItemProcessor": {
                  "StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}}}}
                """);
        private final ArrayNode items = JsonNodeFactory.instance.arrayNode();

        @Setup
        public void fill() {
            for (int i = 0; i < ITEMS; i++) {
                items.add(i);
            }
        }
    }

    /// Runs an Express execution, because a Standard one may not have so many events.
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Outcome mapOf10000Items(Running running, MapItems map) {
        return running.start(map.machine, WorkflowType.EXPRESS, map.items)
                .outcome()
                .toCompletableFuture()
                .join();
    }

    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Heap {
        public long bytesPerExecution;

        @Setup(Level.Iteration)
        public void clear() {
            bytesPerExecution = 0;
        }
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Warmup(iterations = 1)
    @Measurement(iterations = 1)
    public List<Execution> waiting(Running running, Heap heap) throws InterruptedException {
        StateMachine machine =
                parse("{\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":86400,\"End\":true}}}");
        JsonNode input = Json.parse("{\"order\":42}");
        long before = used();
        List<Execution> executions = new ArrayList<>(WAITING);
        for (int i = 0; i < WAITING; i++) {
            executions.add(running.start(machine, WorkflowType.STANDARD, input));
        }
        while (executions.stream().anyMatch(execution -> execution.history().size() < 2)) {
            Thread.sleep(10);
        }
        heap.bytesPerExecution = (used() - before) / WAITING;
        for (Execution execution : executions) {
            execution.stop(Optional.empty(), Optional.empty());
            execution.outcome().toCompletableFuture().join();
        }
        return executions;
    }

    private static long used() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static StateMachine parse(String definition) {
        return new AslParser(WorkflowType.STANDARD, ResourceCheck.ANY).parse(definition);
    }

    private static final class NoTasks implements Tasks {
        @Override
        public Optional<String> problem(TaskResource resource) {
            return Optional.empty();
        }

        @Override
        public TaskHandle start(TaskRequest request, TaskProgress progress) {
            throw new IllegalStateException(
                    "No tasks here: " + request.resource().arn());
        }
    }
}
