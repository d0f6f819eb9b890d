// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.template.Resource;
import java.util.Collection;
import java.util.Optional;

/// Changes state machines and their aliases as CloudFormation does. Running executions keep the definition
/// with which they were started.
final class MachineUpdates {
    private final TemplateResources resources;

    MachineUpdates(TemplateResources resources) {
        this.resources = resources;
    }

    /// @return why it remains unchanged
    Optional<String> changed(Resource.StateMachine before, Resource.StateMachine after) {
        if (!before.arn().equals(after.arn())) {
            resources.create(after);
            delete(before);
            return Optional.empty();
        }
        if (before.type() != after.type()) {
            return Optional.of("is " + after.type()
                    + " now, and a machine cannot change its type under one name; it stays " + before.type()
                    + " until the next start");
        }
        call(
                "UpdateStateMachine",
                object().put("stateMachineArn", after.arn())
                        .put("definition", after.definition().text())
                        .put("roleArn", after.roleArn()));
        before.aliases().stream()
                .filter(alias -> !after.aliases().contains(alias))
                .forEach(alias -> deleteAlias(after.arn() + ":" + alias));
        after.aliases().forEach(alias -> publish(before, after, alias));
        return Optional.empty();
    }

    private void publish(Resource.StateMachine before, Resource.StateMachine after, String alias) {
        String version = call("PublishStateMachineVersion", object().put("stateMachineArn", after.arn()))
                .path("stateMachineVersionArn")
                .asText();
        boolean isKnown = before.aliases().contains(alias);
        ObjectNode input =
                isKnown ? object().put("stateMachineAliasArn", after.arn() + ":" + alias) : object().put("name", alias);
        StepFunctionsResources.routeAll(input, version);
        call(isKnown ? "UpdateStateMachineAlias" : "CreateStateMachineAlias", input);
    }

    Optional<String> changed(Resource.StateMachineAlias before, Resource.StateMachineAlias after) {
        if (!arn(before).equals(arn(after))) {
            resources.create(after);
            delete(before);
            return Optional.empty();
        }
        call(
                "UpdateStateMachineAlias",
                StepFunctionsResources.described(object().put("stateMachineAliasArn", arn(after)), after));
        return Optional.empty();
    }

    /// Deletes a machine; running executions continue to their end.
    void delete(Resource.StateMachine machine) {
        delete(machine.arn(), machine.aliases());
    }

    void delete(String arn, Collection<String> aliases) {
        aliases.forEach(alias -> deleteAlias(arn + ":" + alias));
        call("DeleteStateMachine", object().put("stateMachineArn", arn));
    }

    void delete(Resource.StateMachineAlias alias) {
        deleteAlias(arn(alias));
    }

    private void deleteAlias(String arn) {
        call("DeleteStateMachineAlias", object().put("stateMachineAliasArn", arn));
    }

    /// Returns a version's ARN, which is the machine's followed by a number.
    private static String arn(Resource.StateMachineAlias alias) {
        String version = alias.routes().getFirst().versionArn();
        return version.substring(0, version.lastIndexOf(':') + 1) + alias.name();
    }

    private JsonNode call(String operation, ObjectNode input) {
        return resources.call(resources.states(), operation, input);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
