// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.DataOptions;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.template.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Lists the Standard executions that are running when the runtime ends, and says what becomes of them:
/// with a data folder the next start resumes them, without one they are lost.
final class RunningExecutions {
    private static final int MAX_NAMED = 10;
    private static final int MAX_COUNTED = 1000;

    private RunningExecutions() {}

    /// Returns a line for each state machine that has running executions.
    static List<String> told(LocalRuntime runtime, Optional<DataOptions> data) {
        String fate = data.map(kept -> "Kept in " + kept.folder() + " for the next start")
                .orElse("Lost");
        List<String> lines = new ArrayList<>();
        for (Resource.StateMachine machine : runtime.template().all(Resource.StateMachine.class)) {
            List<String> names =
                    machine.type() == Resource.StateMachine.Type.STANDARD ? names(runtime, machine.arn()) : List.of();
            if (!names.isEmpty()) {
                lines.add(fate + ": " + line(machine, names));
            }
        }
        return lines;
    }

    private static String line(Resource.StateMachine machine, List<String> names) {
        String count = names.size() + (names.size() == MAX_COUNTED ? " or more" : "");
        String noun = names.size() == 1 ? " running execution of " : " running executions of ";
        String named = String.join(", ", names.subList(0, Math.min(MAX_NAMED, names.size())));
        return count + noun + machine.logicalId() + ": " + named + (names.size() > MAX_NAMED ? " and more" : "");
    }

    private static List<String> names(LocalRuntime runtime, String machine) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("stateMachineArn", machine).put("statusFilter", "RUNNING").put("maxResults", MAX_COUNTED);
        JsonNode answer = runtime.call("states", "ListExecutions", input)
                .toCompletableFuture()
                .join();
        List<String> names = new ArrayList<>();
        answer.path("executions")
                .forEach(execution -> names.add(execution.path("name").asText()));
        return names;
    }
}
