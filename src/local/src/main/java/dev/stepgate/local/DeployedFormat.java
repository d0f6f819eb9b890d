// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.store.RecordFormat;
import dev.stepgate.local.template.Resource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Deployed resources as they are in the store: without the places of their declarations.
final class DeployedFormat {
    private static final String KIND = "kind";
    private static final String MARK = "mark";
    private static final String MACHINE = Resource.StateMachine.class.getSimpleName();
    private static final List<Class<? extends Record>> KINDS = List.of(
            Resource.ApiOperation.class,
            Resource.Topic.class,
            Resource.Subscription.class,
            Resource.Secret.class,
            Resource.Activity.class,
            Resource.StateMachineVersion.class,
            Resource.StateMachineAlias.class);

    private DeployedFormat() {}

    static JsonNode write(Resource resource) {
        ObjectNode json = resource instanceof Resource.StateMachine machine
                ? write(machine)
                : write(resource, resource.getClass().getSimpleName());
        json.remove(MARK);
        return json.put(KIND, resource.getClass().getSimpleName());
    }

    /// Tells whether the store has this resource. Both are parsed from texts: a number of the template is of
    /// another class than the same number of the store.
    static boolean isWritten(JsonNode stored, Resource resource) {
        return Json.parse(Json.write(stored)).equals(Json.parse(Json.write(write(resource))));
    }

    private static ObjectNode write(Resource.StateMachine machine) {
        ObjectNode json = Json.mapper().createObjectNode().put("logicalId", machine.logicalId());
        json.put("arn", machine.arn()).put("type", machine.type().name());
        json.put("definition", machine.definition().text()).put("role", machine.roleArn());
        new TreeSet<>(machine.aliases()).forEach(json.putArray("aliases")::add);
        return json;
    }

    private static ObjectNode write(Resource resource, String kind) {
        return (ObjectNode) format(kind).write((Record) resource);
    }

    @SuppressWarnings("unchecked") // a kind's class is that of its resources
    private static RecordFormat<Record> format(String kind) {
        return KINDS.stream()
                .filter(type -> type.getSimpleName().equals(kind))
                .map(type -> (RecordFormat<Record>) RecordFormat.of(type))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(kind));
    }

    /// A resource as it was before it became this one.
    static Resource.StateMachine before(Resource.StateMachine now, JsonNode was) {
        return new Resource.StateMachine(
                now.logicalId(),
                now.mark(),
                was.path("arn").asText(),
                Resource.StateMachine.Type.valueOf(was.path("type").asText()),
                now.definition(),
                was.path("role").asText(),
                new HashSet<>(Members.texts(was, "aliases")));
    }

    /// A resource that is not a state machine.
    static Resource read(JsonNode was) {
        ObjectNode json = was.deepCopy();
        json.remove(KIND);
        json.putObject(MARK).put("file", "").put("line", 0).put("column", 0);
        return (Resource) format(was.path(KIND).asText()).read(json);
    }

    /// The ARN and the aliases of a state machine; empty for another resource.
    static Optional<JsonNode> machine(JsonNode was) {
        return Optional.of(was).filter(json -> json.path(KIND).asText().equals(MACHINE));
    }
}
