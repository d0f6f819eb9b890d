// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.Execution;
import dev.stepgate.local.http.HttpResponse;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.template.Resource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/// Routes for state machines: all of them, one with its graph, the durations of its executions, and inputs
/// with which to start it.
record MachineRoutes(ConsoleParts parts, Histories histories) implements Api.Group {
    private static final int EXECUTIONS_FOR_TIMES = 50;

    @Override
    public Map<String, Api.Route> routes() {
        return Map.of(
                "GET machines", Api.Route.later(_ -> machines()),
                "GET machine", Api.Route.later(this::machine),
                "GET times", Api.Route.json(this::times),
                "GET inputs", Api.Route.json(this::inputs),
                "GET graph", this::graph,
                "GET graph.css", _ -> CompletableFuture.completedFuture(Pictures.style()));
    }

    private CompletionStage<JsonNode> states(String operation, ObjectNode input) {
        return parts.services().calls().call("states", operation, input);
    }

    private CompletionStage<ArrayNode> machines() {
        ObjectNode input = Json.mapper().createObjectNode().put("maxResults", 1000);
        Map<String, String> ids = parts.served().template().all(Resource.StateMachine.class).stream()
                .collect(Collectors.toMap(Resource.StateMachine::arn, Resource.StateMachine::logicalId));
        Map<String, List<Execution>> executions = parts.services().states().executions().stream()
                .collect(Collectors.groupingBy(MachineRoutes::machineOf));
        return states("ListStateMachines", input).thenApply(answer -> {
            ArrayNode json = Json.mapper().createArrayNode();
            for (JsonNode machine : answer.path("stateMachines")) {
                String arn = machine.path("stateMachineArn").asText();
                ObjectNode row = json.addObject().put("arn", arn);
                row.put("name", machine.path("name").asText());
                row.put("id", ids.getOrDefault(arn, machine.path("name").asText()));
                row.put("type", machine.path("type").asText());
                row.set("counts", counts(executions.getOrDefault(arn, List.of())));
            }
            return json;
        });
    }

    static String machineOf(Execution execution) {
        return execution.request().identity().machine().arn();
    }

    private static ObjectNode counts(List<Execution> executions) {
        Map<String, Integer> counts = new TreeMap<>();
        executions.forEach(each -> counts.merge(each.snapshot().status(), 1, Integer::sum));
        ObjectNode json = Json.mapper().createObjectNode();
        counts.forEach(json::put);
        return json;
    }

    private List<Execution> executions(String machineArn) {
        return parts.services().states().executions().stream()
                .filter(each -> machineOf(each).equals(machineArn))
                .toList();
    }

    private CompletionStage<JsonNode> machine(Question question) {
        String arn = question.text("arn");
        return states("DescribeStateMachine", Json.mapper().createObjectNode().put("stateMachineArn", arn))
                .thenApply(described -> {
                    ObjectNode json = Json.mapper().createObjectNode().put("arn", arn);
                    json.put("name", described.path("name").asText());
                    json.put("type", described.path("type").asText());
                    json.put("definition", described.path("definition").asText());
                    json.set("counts", counts(executions(arn)));
                    return json;
                });
    }

    /// Returns, for the newest executions, how often each state was visited and failed, and how long it took.
    private ArrayNode times(Question question) {
        StateTimes times = new StateTimes();
        executions(question.text("machine")).stream()
                .limit(EXECUTIONS_FOR_TIMES)
                .forEach(execution -> times.add(Histories.indexed(execution, execution.snapshot())));
        return times.json();
    }

    private ArrayNode inputs(Question question) {
        return new Inputs(parts.served().file())
                .of(executions(question.optional("machine").orElse("")));
    }

    private CompletionStage<HttpResponse> graph(Question question) {
        if (question.flag("execution")) {
            return CompletableFuture.completedFuture(Pictures.of(histories.indexed(question.text("execution"))));
        }
        ObjectNode input = Json.mapper().createObjectNode().put("stateMachineArn", question.text("machine"));
        return states("DescribeStateMachine", input)
                .thenApply(described -> Pictures.of(described.path("definition").asText()));
    }
}
