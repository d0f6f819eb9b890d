// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.Document;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.TemplateProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Finds the calls that start a Standard machine synchronously: AWS deploys them, but
/// [StartSyncExecution](https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartSyncExecution.html) is
/// not available for such machines, and every call fails.
final class StandardMachines {
    /// Where an integration of a REST, HTTP or WebSocket API, or a Task, names what it calls.
    private static final Set<String> NAMES = Set.of("uri", "integrationSubtype", "IntegrationUri", "Resource");

    private static final Pattern CALL = Pattern.compile(
            ".*:states:action/StartSyncExecution|StepFunctions-StartSyncExecution|.*:aws-sdk:sfn:startSyncExecution");

    private final Map<String, Pattern> arns = new LinkedHashMap<>();

    StandardMachines(List<Resource.StateMachine> machines) {
        machines.stream()
                .filter(machine -> machine.type() == Resource.StateMachine.Type.STANDARD)
                .forEach(machine -> arns.put(
                        machine.logicalId(), Pattern.compile(Pattern.quote(machine.arn()) + "(?![A-Za-z0-9_-])")));
    }

    /// @param owner the API or the state machine
    /// @param document with the owner's integrations or tasks
    List<TemplateProblem> warnings(String owner, Document document) {
        List<TemplateProblem> found = new ArrayList<>();
        if (!arns.isEmpty()) {
            new Search(owner, document, found).collect(document.json(), "");
        }
        return found;
    }

    private final class Search {
        private final String owner;
        private final Document document;
        private final List<TemplateProblem> found;

        Search(String owner, Document document, List<TemplateProblem> found) {
            this.owner = owner;
            this.document = document;
            this.found = found;
        }

        void collect(JsonNode node, String pointer) {
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                String name = member.getKey();
                String place = pointer + "/" + Json.pointerToken(name);
                if (NAMES.contains(name)
                        && CALL.matcher(member.getValue().asText()).matches()) {
                    called(node, place);
                }
                collect(member.getValue(), place);
            }
            for (int i = 0; i < node.size() && node.isArray(); i++) {
                collect(node.get(i), pointer + "/" + i);
            }
        }

        private void called(JsonNode call, String place) {
            String text = Json.write(call);
            arns.forEach((logicalId, arn) -> {
                if (arn.matcher(text).find()) {
                    found.add(new TemplateProblem(
                            document.mark(place),
                            owner + ": StartSyncExecution is for machines of the type EXPRESS, and " + logicalId
                                    + " is STANDARD: every call fails with StateMachineTypeNotSupported"));
                }
            });
        }
    }
}
