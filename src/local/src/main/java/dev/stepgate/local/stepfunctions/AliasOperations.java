// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Manages the aliases of state machines.
final class AliasOperations implements Operation.Group {
    private final StepFunctionsDependencies runtime;
    private final StateMachineEntries machines;

    AliasOperations(StepFunctionsDependencies runtime, StateMachineEntries machines) {
        this.runtime = runtime;
        this.machines = machines;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "CreateStateMachineAlias", Operation.now(this::create),
                "UpdateStateMachineAlias", Operation.now(this::update),
                "DescribeStateMachineAlias", Operation.now(input -> find(input).describe()),
                "ListStateMachineAliases", Operation.now(this::list),
                "DeleteStateMachineAlias", Operation.now(this::delete));
    }

    private ObjectNode create(OperationInput input) {
        List<Alias.Route> routes = Alias.routes(input.node("routingConfiguration"));
        StateMachineEntry machine = owner(routes);
        Optional<String> description = input.optional("description");
        String name = input.text("name");
        Optional<Alias> existing = machine.alias(name);
        if (existing.isPresent() && !existing.get().isSame(description, routes)) {
            throw StepFunctionsErrors.conflict(
                    "Failed to create alias because an alias with the same name and a different"
                            + " routing configuration already exists.");
        }
        Alias alias = existing.orElseGet(() -> new Alias(
                machine.arn() + ":" + name, name, description, routes, new Alias.Dates(runtime.now(), runtime.now())));
        machine.put(alias);
        return alias.listed();
    }

    /// Returns the machine to which all versions in the routes belong; every version must exist.
    private StateMachineEntry owner(List<Alias.Route> routes) {
        List<Arn> arns = routes.stream()
                .map(route -> Arn.parse(route.versionArn(), "stateMachine"))
                .toList();
        if (!arns.stream().allMatch(Arn::isQualified)) {
            throw StepFunctionsErrors.invalidRoutes(
                    "Routing configuration must contain state machine version ARNs. Received: " + Alias.arns(routes));
        }
        StateMachineEntry machine =
                machines.find(arns.getFirst().unqualified()).orElseThrow(StepFunctionsErrors::noSuchReference);
        for (Arn arn : arns) {
            if (!arn.unqualified().equals(machine.arn())) {
                throw StepFunctionsErrors.invalidRoutes(
                        "Routing configuration must contain versions of one state machine only");
            }
            if (machine.version(arn.text()).isEmpty()) {
                throw StepFunctionsErrors.noSuchReference();
            }
        }
        return machine;
    }

    private ObjectNode update(OperationInput input) {
        Alias alias = find(input);
        if (!input.has("description") && !input.has("routingConfiguration")) {
            throw StepFunctionsErrors.validation(
                    "Either the description or the routingConfiguration must be specified",
                    "MISSING_REQUIRED_PARAMETER");
        }
        List<Alias.Route> routes =
                input.find("routingConfiguration").map(Alias::routes).orElse(alias.routes());
        StateMachineEntry machine = owner(routes);
        Optional<String> description = input.optional("description").or(alias::description);
        Alias.Dates dates = new Alias.Dates(alias.dates().created(), runtime.now());
        machine.put(new Alias(alias.arn(), alias.name(), description, routes, dates));
        ObjectNode answer = ResponseShapes.object();
        answer.set("updateDate", ResponseShapes.date(dates.updated()));
        return answer;
    }

    private Alias find(OperationInput input) {
        Arn arn = arn(input);
        return machines.find(arn.unqualified())
                .flatMap(machine -> machine.alias(arn.qualifier()))
                .orElseThrow(StepFunctionsErrors::noSuchReference);
    }

    private static Arn arn(OperationInput input) {
        Arn arn = Arn.parse(input.text("stateMachineAliasArn"), "stateMachine");
        if (!arn.isQualified()) {
            throw StepFunctionsErrors.invalidArn("Resource type not valid in this context: stateMachine");
        }
        return arn;
    }

    private ObjectNode list(OperationInput input) {
        Arn arn = Arn.parse(input.text("stateMachineArn"), "stateMachine");
        List<Alias> aliases = machines.owner(arn).aliases().stream()
                .filter(alias -> !arn.isQualified() || alias.leadsTo(arn.text()))
                .toList();
        return new Page(input, "aliases " + arn.text()).of("stateMachineAliases", aliases, Alias::arn, Alias::listed);
    }

    /// Deletes an alias; it is not an error if it does not exist.
    private ObjectNode delete(OperationInput input) {
        Arn arn = arn(input);
        machines.find(arn.unqualified()).ifPresent(machine -> machine.deleteAlias(arn.qualifier()));
        return ResponseShapes.object();
    }
}
