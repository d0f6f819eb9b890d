// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.NotHere;
import dev.stepgate.local.template.Resource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Accepts every resource that a Task may name, and notes those that cannot be called here.
final class TaskPlaces implements ResourceCheck {
    private final ResourceCheck served;
    private final Set<String> notHere = new LinkedHashSet<>();

    TaskPlaces(ResourceCheck served) {
        this.served = served;
    }

    @Override
    public Optional<String> problem(TaskResource resource) {
        if (served.problem(resource).isPresent()) {
            notHere.add(resource.arn());
        }
        return Optional.empty();
    }

    @Override
    public List<FieldProblem> fieldProblems(TaskResource.Service resource, JsonNode arguments) {
        return served.fieldProblems(resource, arguments);
    }

    /// The tasks of a machine that cannot be called here.
    List<NotHere> of(Resource.StateMachine machine) {
        List<NotHere> found = new ArrayList<>();
        if (!notHere.isEmpty()) {
            collect(machine, Json.parse(machine.definition().text()), "", found);
        }
        return found;
    }

    private void collect(Resource.StateMachine machine, JsonNode value, String pointer, List<NotHere> found) {
        String resource = value.path("Resource").asText();
        if (notHere.contains(resource)) {
            found.add(new NotHere(
                    machine.definition().source().mark(pointer + "/Resource"),
                    machine.logicalId() + " " + resource,
                    "an execution that reaches it fails"));
        }
        value.properties()
                .forEach(member -> collect(machine, member.getValue(), pointer + "/" + member.getKey(), found));
        for (int i = 0; i < value.size() && value.isArray(); i++) {
            collect(machine, value.get(i), pointer + "/" + i, found);
        }
    }
}
