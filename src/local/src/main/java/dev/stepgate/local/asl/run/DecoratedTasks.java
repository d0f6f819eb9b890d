// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.TaskResource;
import java.util.List;
import java.util.Optional;

/// Tasks that leave every call to others, except where a subclass does something else.
public abstract class DecoratedTasks implements Tasks {
    protected final Tasks others;

    protected DecoratedTasks(Tasks others) {
        this.others = others;
    }

    @Override
    public Optional<String> problem(TaskResource resource) {
        return others.problem(resource);
    }

    @Override
    public List<FieldProblem> fieldProblems(TaskResource.Service resource, JsonNode arguments) {
        return others.fieldProblems(resource, arguments);
    }

    @Override
    public TaskHandle start(TaskRequest request, TaskProgress progress) {
        return others.start(request, progress);
    }

    @Override
    public boolean isLeaving(TaskRequest request) {
        return others.isLeaving(request);
    }

    @Override
    public void lost(TaskRequest request, TaskProgress progress) {
        others.lost(request, progress);
    }

    @Override
    public TaskHandle resume(TaskRequest request, JsonNode submitted, TaskProgress progress) {
        return others.resume(request, submitted, progress);
    }

    @Override
    public boolean standsInForWorkers(TaskRequest request) {
        return others.standsInForWorkers(request);
    }
}
