// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.crash;

import dev.stepgate.local.DataOptions;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.RuntimeDependencies;
import dev.stepgate.local.RuntimeOptions;
import dev.stepgate.local.TestHooks;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.asl.run.Observer;
import dev.stepgate.local.lambda.FunctionAnswers;
import dev.stepgate.local.log.RuntimeLog;
import dev.stepgate.local.mock.MockAnswer;
import dev.stepgate.local.mock.MockedTasks;
import dev.stepgate.local.store.FaultyFiles;
import dev.stepgate.local.store.Sync;
import dev.stepgate.local.store.Writing;
import dev.stepgate.local.time.RealTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;

/// The runtime that [CrashTest] kills: a process of its own that serves a template on any free port until it is
/// killed. Its function takes a while.
final class CrashedRuntime {
    private static final Duration FUNCTION = Duration.ofMillis(300);

    /// What is journaled is often moved.
    private static final int SMALL_JOURNAL = 30_000;

    private CrashedRuntime() {}

    /// @param arguments the template, the folder of the data and perhaps the seed of the faults of its disk
    public static void main(String[] arguments) throws InterruptedException {
        RealTime time = new RealTime();
        TestHooks hooks = new TestHooks(
                real -> new MockedTasks(
                        real,
                        time,
                        request -> request.resource() instanceof TaskResource.LambdaFunction
                                ? Optional.of(
                                        new MockAnswer.After(FUNCTION, new MockAnswer.Return(request.parameters())))
                                : Optional.empty()),
                Observer.NONE,
                Optional.empty(),
                FunctionAnswers.NONE,
                TestHooks.Messaging.UNWATCHED);
        RuntimeOptions options = RuntimeOptions.of(Path.of(arguments[0])).withData(data(arguments));
        LocalRuntime runtime = LocalRuntime.start(
                options, new RuntimeDependencies(time, ExecutionIds.unseeded(), RuntimeLog.NONE, hooks));
        System.out.println("serves " + runtime.aws());
        Thread.currentThread().join();
    }

    private static DataOptions data(String... arguments) {
        Path folder = Path.of(arguments[1]);
        Writing writing = new Writing(Sync.valueOf(arguments[2])).withJournal(SMALL_JOURNAL);
        if (arguments.length == 3) {
            return new DataOptions(folder, writing);
        }
        FaultyFiles.disk(folder).refuseSometimes(new SplittableRandom(Long.parseLong(arguments[3])));
        return new DataOptions(folder, writing.in(FaultyFiles.SCHEME));
    }
}
