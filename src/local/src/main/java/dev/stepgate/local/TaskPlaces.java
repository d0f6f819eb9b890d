// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.TaskResource;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.Document;
import dev.stepgate.local.template.NotHere;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.SourceLocation;
import dev.stepgate.local.template.TemplateProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Accepts every resource that a Task may name, and notes those that cannot be called here or are misspelt.
final class TaskPlaces implements ResourceCheck {
    private final ResourceCheck served;
    private final Map<String, String> notHere = new LinkedHashMap<>();
    private final Map<String, String> doubtful = new LinkedHashMap<>();

    TaskPlaces(ResourceCheck served) {
        this.served = served;
    }

    @Override
    public Optional<String> problem(TaskResource resource) {
        Optional<String> doubt = SdkActions.doubt(resource);
        if (served.problem(resource).isPresent()) {
            notHere.put(
                    resource.arn(),
                    "an execution that reaches it fails without --mock-config or --upstream"
                            + doubt.map("; "::concat).orElse(""));
        } else {
            doubt.ifPresent(reason -> doubtful.put(resource.arn(), reason));
        }
        return Optional.empty();
    }

    @Override
    public List<FieldProblem> fieldProblems(TaskResource.Service resource, JsonNode arguments) {
        return served.fieldProblems(resource, arguments);
    }

    /// The tasks of a machine that cannot be called here.
    List<NotHere> notHere(Resource.StateMachine machine) {
        return places(machine, notHere.keySet()).stream()
                .map(place -> new NotHere(
                        place.mark(), machine.logicalId() + " " + place.arn(), notHere.getOrDefault(place.arn(), "")))
                .toList();
    }

    /// The tasks of a machine that can be called, but are probably misspelt.
    List<TemplateProblem> warnings(Resource.StateMachine machine) {
        return places(machine, doubtful.keySet()).stream()
                .map(place -> new TemplateProblem(
                        place.mark(), machine.logicalId() + " " + place.arn() + ": " + doubtful.get(place.arn())))
                .toList();
    }

    private record Place(SourceLocation mark, String arn) {}

    private static List<Place> places(Resource.StateMachine machine, Set<String> arns) {
        List<Place> found = new ArrayList<>();
        if (!arns.isEmpty()) {
            JsonNode definition = Json.parse(machine.definition().text());
            new Search(machine.definition().source(), arns, found).collect(definition, "");
        }
        return found;
    }

    private record Search(Document source, Set<String> arns, List<Place> found) {
        private void collect(JsonNode value, String pointer) {
            String resource = value.path("Resource").asText();
            if (arns.contains(resource)) {
                found.add(new Place(source.mark(pointer + "/Resource"), resource));
            }
            value.properties().forEach(member -> collect(member.getValue(), pointer + "/" + member.getKey()));
            for (int i = 0; i < value.size() && value.isArray(); i++) {
                collect(value.get(i), pointer + "/" + i);
            }
        }
    }
}
