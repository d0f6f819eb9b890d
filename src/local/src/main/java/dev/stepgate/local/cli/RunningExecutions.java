// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.LocalRuntime;
import dev.stepgate.local.template.Resource;
import java.util.ArrayList;
import java.util.List;

/// Lists the executions that are running when the runtime ends, and are lost. Express executions are not
/// listed, as on AWS.
final class RunningExecutions {
    private static final int TOLD = 10;
    private static final int PAGE = 1000;

    private RunningExecutions() {}

    /// A line for each state machine that has some.
    static List<String> lost(LocalRuntime runtime) {
        List<String> lines = new ArrayList<>();
        for (Resource.StateMachine machine : runtime.template().all(Resource.StateMachine.class)) {
            if (machine.type() == Resource.StateMachine.Type.STANDARD) {
                List<String> names = names(runtime, machine.arn());
                if (!names.isEmpty()) {
                    String more = names.size() > TOLD ? " and more" : "";
                    lines.add("Lost: " + names.size() + (names.size() == PAGE ? " or more" : "") + " of "
                            + machine.logicalId() + " that ran: "
                            + String.join(", ", names.subList(0, Math.min(TOLD, names.size()))) + more);
                }
            }
        }
        return lines;
    }

    private static List<String> names(LocalRuntime runtime, String machine) {
        ObjectNode input = JsonNodeFactory.instance.objectNode();
        input.put("stateMachineArn", machine).put("statusFilter", "RUNNING").put("maxResults", PAGE);
        JsonNode answer = runtime.call("states", "ListExecutions", input)
                .toCompletableFuture()
                .join();
        List<String> names = new ArrayList<>();
        answer.path("executions")
                .forEach(execution -> names.add(execution.path("name").asText()));
        return names;
    }
}
