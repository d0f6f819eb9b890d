// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.mock;

import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.run.DecoratedTasks;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.asl.run.Tasks;
import dev.stepgate.local.time.Time;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Tasks of which some are mocked. A definition may name any resource that AWS has; one that this runtime
/// cannot call has to be mocked by the time it is reached.
public final class MockedTasks extends DecoratedTasks {
    private final Time time;
    private final MockAnswers answers;

    /// The answers of activities whose tasks are about to start, by task token.
    private final Map<String, MockAnswer> inPlaceOfWorkers = new ConcurrentHashMap<>();

    public MockedTasks(Tasks real, Time time, MockAnswers answers) {
        super(real);
        this.time = time;
        this.answers = answers;
    }

    @Override
    public Optional<String> problem(TaskResource resource) {
        return Optional.empty();
    }

    @Override
    public boolean standsInForWorkers(TaskRequest request) {
        Optional<MockAnswer> answer = answers.next(request);
        if (answer.isEmpty() || answer.get() instanceof MockAnswer.CallThrough) {
            return others.standsInForWorkers(request);
        }
        inPlaceOfWorkers.put(request.taskToken().orElseThrow(), answer.get());
        return true;
    }

    @Override
    public TaskHandle start(TaskRequest request, TaskProgress progress) {
        Optional<MockAnswer> answer = request.resource() instanceof TaskResource.Activity
                ? request.taskToken().map(inPlaceOfWorkers::remove)
                : answers.next(request);
        if (answer.isEmpty() || answer.get() instanceof MockAnswer.CallThrough) {
            return others.start(request, progress);
        }
        MockedTask task = new MockedTask(request, progress, time);
        task.begin(answer.get());
        return task;
    }
}
