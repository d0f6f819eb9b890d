// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.asl.run.TaskHandle;
import dev.stepgate.local.asl.run.TaskProgress;
import dev.stepgate.local.asl.run.TaskRequest;
import dev.stepgate.local.asl.run.Tasks;
import java.util.List;
import java.util.Optional;

/// Tasks that a definition may name although they cannot be called here: reaching one fails the execution
/// with an error that names it.
record TasksNotHere(Tasks served) implements Tasks {
    @Override
    public Optional<String> problem(TaskResource resource) {
        return Optional.empty();
    }

    @Override
    public List<FieldProblem> fieldProblems(TaskResource.Service resource, JsonNode arguments) {
        return served.fieldProblems(resource, arguments);
    }

    @Override
    public boolean standsInForWorkers(TaskRequest request) {
        return served.standsInForWorkers(request);
    }

    @Override
    public TaskHandle start(TaskRequest request, TaskProgress progress) {
        return served.start(request, progress);
    }

    @Override
    public boolean isLeaving(TaskRequest request) {
        return served.isLeaving(request);
    }

    @Override
    public void lost(TaskRequest request, TaskProgress progress) {
        served.lost(request, progress);
    }

    @Override
    public TaskHandle resume(TaskRequest request, JsonNode submitted, TaskProgress progress) {
        return served.resume(request, submitted, progress);
    }
}
