// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Runs the longest workflow of the template repeatedly: Step Functions, SQS, SNS and four functions, three
/// of them with clients of the AWS SDK. `-Dstepgate.runs=1000` sets the number of runs.
class DeterminismTest {
    private static final int RUNS = Integer.getInteger("stepgate.runs", 60);
    private static final int THREADS = 2;

    @Test
    void everyRunHasTheSameHistory() {
        List<CompletableFuture<List<String>>> runs = Stream.generate(() -> CompletableFuture.supplyAsync(
                        DeterminismTest::runs, command -> Thread.ofPlatform().start(command)))
                .limit(THREADS)
                .toList();

        List<String> all = new ArrayList<>();
        runs.forEach(thread -> all.addAll(thread.join()));

        assertThat(all).hasSize(RUNS / THREADS * THREADS);
        assertThat(Set.copyOf(all)).hasSize(1);
    }

    private static List<String> runs() {
        List<String> histories = new ArrayList<>();
        try (Stepgate stepgate = Stepgate.start(StepgateOptions.of(Path.of("template.yaml")))) {
            for (int run = 0; run < RUNS / THREADS; run++) {
                stepgate.reset();
                histories.add(run(stepgate));
            }
        }
        return histories;
    }

    private static String run(Stepgate stepgate) {
        stepgate.time().pause();
        Machine callback = stepgate.machine("AsyncApiCallback");
        callback.start("{'waitTime':3,'status':'success'}");
        callback.start("{'waitTime':3,'status':'fail'}");
        callback.start("{'waitTime':300,'status':'success'}");
        stepgate.time().resume();
        stepgate.time().awaitIdle();
        StringBuilder text = new StringBuilder();
        Stream.of("AsyncApiCallback", "ExternalApiSimulator")
                .flatMap(machine -> stepgate.machine(machine).executions().stream())
                .forEach(execution ->
                        text.append(execution.arn()).append(execution.history()).append('\n'));
        Stream.of("RequestConsumerFunction", "CallbackSimulatorFunction", "ResponseLoggerFunction")
                .forEach(function -> text.append(stepgate.log(function)).append('\n'));
        return text.append(stepgate.time().now()).toString();
    }
}
