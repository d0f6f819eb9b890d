// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// An [alias](https://docs.aws.amazon.com/step-functions/latest/dg/concepts-state-machine-alias.html): a name
/// for one version, or for two that share the executions by weight.
record Alias(String arn, String name, Optional<String> description, List<Route> routes, Dates dates) {

    record Dates(Instant created, Instant updated) {}

    record Route(String versionArn, int weight) {}

    static List<Route> routes(JsonNode configuration) {
        List<Route> routes = new ArrayList<>();
        configuration.forEach(route -> routes.add(new Route(
                route.path("stateMachineVersionArn").asText(),
                route.path("weight").intValue())));
        if (routes.stream().mapToInt(Route::weight).sum() != 100) {
            throw StepFunctionsErrors.invalidRoutes("Sum of routing configuration weights must equal 100. Received: "
                    + routes.stream().map(Route::weight).toList());
        }
        if (new HashSet<>(routes.stream().map(Route::versionArn).toList()).size() < routes.size()) {
            throw StepFunctionsErrors.invalidRoutes(
                    "Routing configuration must contain distinct state machine version ARNs. Received: "
                            + arns(routes));
        }
        return List.copyOf(routes);
    }

    /// `[arn:...:1, arn:...:2]`
    static List<String> arns(List<Route> routes) {
        return routes.stream().map(Route::versionArn).toList();
    }

    boolean leadsTo(String versionArn) {
        return routes.stream().anyMatch(route -> route.versionArn().equals(versionArn));
    }

    String pick(RandomGenerator random) {
        int number = random.nextInt(100);
        for (Route route : routes) {
            number -= route.weight();
            if (number < 0) {
                return route.versionArn();
            }
        }
        return routes.getLast().versionArn();
    }

    boolean isSame(Optional<String> otherDescription, List<Route> otherRoutes) {
        return description.equals(otherDescription) && routes.equals(otherRoutes);
    }

    ObjectNode describe() {
        ObjectNode answer =
                ResponseShapes.object().put("stateMachineAliasArn", arn).put("name", name);
        description.ifPresent(text -> answer.put("description", text));
        ArrayNode configuration = answer.putArray("routingConfiguration");
        routes.forEach(route -> configuration
                .addObject()
                .put("stateMachineVersionArn", route.versionArn())
                .put("weight", route.weight()));
        answer.set("creationDate", ResponseShapes.date(dates.created()));
        answer.set("updateDate", ResponseShapes.date(dates.updated()));
        return answer;
    }

    ObjectNode listed() {
        ObjectNode item = ResponseShapes.object().put("stateMachineAliasArn", arn);
        item.set("creationDate", ResponseShapes.date(dates.created()));
        return item;
    }
}
