// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.asl.run.Tasks;
import dev.stepgate.local.time.Time;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Tasks of which some are mocked. A definition may name any resource that AWS has; one that this runtime
/// cannot call has to be mocked by the time it is reached.
public final class MockedTasks implements Tasks {
    private final Tasks real;
    private final Time time;
    private final MockAnswers answers;

    /// The answers of activities whose tasks are about to start, by task token.
    private final Map<String, MockAnswer> inPlaceOfWorkers = new ConcurrentHashMap<>();

    public MockedTasks(Tasks real, Time time, MockAnswers answers) {
        this.real = real;
        this.time = time;
        this.answers = answers;
    }

    @Override
    public Optional<String> problem(TaskResource resource) {
        return Optional.empty();
    }

    @Override
    public List<FieldProblem> fieldProblems(TaskResource.Service resource, JsonNode arguments) {
        return real.fieldProblems(resource, arguments);
    }

    @Override
    public boolean standsInForWorkers(TaskRequest request) {
        Optional<MockAnswer> answer = answers.next(request);
        if (answer.isEmpty() || answer.get() instanceof MockAnswer.CallThrough) {
            return real.standsInForWorkers(request);
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
            return real.start(request, progress);
        }
        MockedTask task = new MockedTask(request, progress, time);
        task.begin(answer.get());
        return task;
    }

    @Override
    public boolean isLeaving(TaskRequest request) {
        return real.isLeaving(request);
    }

    @Override
    public void lost(TaskRequest request, TaskProgress progress) {
        real.lost(request, progress);
    }

    @Override
    public TaskHandle resume(TaskRequest request, JsonNode submitted, TaskProgress progress) {
        return real.resume(request, submitted, progress);
    }
}
