// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.run.ExecutionIds;
import dev.stepgate.local.aws.AwsCall;
import dev.stepgate.local.aws.AwsException;
import dev.stepgate.local.concurrent.Completions;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.stepfunctions.StepFunctions;
import dev.stepgate.local.template.Resource;
import dev.stepgate.local.template.TemplateException;
import dev.stepgate.local.template.TemplateProblem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/// Makes a template's activities, state machines, versions and aliases as CloudFormation does, through the
/// API.
final class StepFunctionsResources {
    private static final int ALL = 100;

    private final StepFunctions states;
    private final ExecutionIds ids;
    private final Optional<String> definition;

    StepFunctionsResources(StepFunctions states, ExecutionIds ids) {
        this(states, ids, Optional.empty());
    }

    /// @param definition replaces those of the state machines
    StepFunctionsResources(StepFunctions states, ExecutionIds ids, String definition) {
        this(states, ids, Optional.of(definition));
    }

    private StepFunctionsResources(StepFunctions states, ExecutionIds ids, Optional<String> definition) {
        this.states = states;
        this.ids = ids;
        this.definition = definition;
    }

    void create(Resource.Activity activity) {
        call(activity, "CreateActivity", members("name", activity.name()));
    }

    void create(Resource.StateMachine machine) {
        ObjectNode input = members("name", machine.name());
        input.put("definition", definition.orElse(machine.definition().text()));
        input.put("roleArn", machine.roleArn());
        input.put("type", machine.type().name());
        call(machine, "CreateStateMachine", input);
        machine.aliases().forEach(alias -> publish(machine, alias));
    }

    /// Publishes a version and an alias, like SAM's AutoPublishAlias.
    private void publish(Resource.StateMachine machine, String alias) {
        JsonNode version = call(machine, "PublishStateMachineVersion", members("stateMachineArn", machine.arn()));
        ObjectNode input = members("name", alias);
        routeAll(input, version.path("stateMachineVersionArn").asText());
        call(machine, "CreateStateMachineAlias", input);
    }

    void create(Resource.StateMachineVersion version) {
        ObjectNode input = members("stateMachineArn", version.machineArn());
        version.description().ifPresent(text -> input.put("description", text));
        version.revisionId().ifPresent(id -> input.put("revisionId", id));
        call(version, "PublishStateMachineVersion", input);
    }

    void create(Resource.StateMachineAlias alias) {
        call(alias, "CreateStateMachineAlias", described(members("name", alias.name()), alias));
    }

    /// Returns `input`, to which it adds an alias's description and routes.
    static ObjectNode described(ObjectNode input, Resource.StateMachineAlias alias) {
        alias.description().ifPresent(text -> input.put("description", text));
        alias.routes().forEach(route -> route(input, route.versionArn(), route.weight()));
        return input;
    }

    /// Routes everything to one version.
    static void routeAll(ObjectNode alias, String versionArn) {
        route(alias, versionArn, ALL);
    }

    private static void route(ObjectNode alias, String versionArn, int weight) {
        alias.withArray("/routingConfiguration")
                .addObject()
                .put("stateMachineVersionArn", versionArn)
                .put("weight", weight);
    }

    private JsonNode call(Resource resource, String operation, ObjectNode input) {
        try {
            return states.call(new AwsCall(operation, input, ids.uuid()))
                    .toCompletableFuture()
                    .join();
        } catch (AwsException e) {
            throw refused(resource, e);
        } catch (CompletionException e) {
            throw Completions.cause(e) instanceof AwsException refusal ? refused(resource, refusal) : e;
        }
    }

    private static TemplateException refused(Resource resource, AwsException refusal) {
        String message = resource.logicalId() + ": " + refusal.code() + ": " + refusal.message();
        return new TemplateException(List.of(new TemplateProblem(resource.mark(), message)));
    }

    private static ObjectNode members(String name, String value) {
        return Json.mapper().createObjectNode().put(name, value);
    }
}
