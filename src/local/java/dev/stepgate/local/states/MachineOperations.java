// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.StateMachine;
import dev.stepgate.local.asl.VariableReferences;
import dev.stepgate.local.asl.WorkflowType;
import java.util.Map;
import java.util.Optional;

/// Create, update, describe, list and delete state machines.
final class MachineOperations implements Operation.Group {
    private final Runtime runtime;
    private final Machines machines;

    MachineOperations(Runtime runtime, Machines machines) {
        this.runtime = runtime;
        this.machines = machines;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "CreateStateMachine", Operation.now(this::create),
                "UpdateStateMachine", Operation.now(this::update),
                "DescribeStateMachine", Operation.now(this::describe),
                "ListStateMachines", Operation.now(this::list),
                "DeleteStateMachine", Operation.now(this::delete));
    }

    private ObjectNode create(Input input) {
        String name = Names.check(input.text("name"));
        WorkflowType type = WorkflowType.valueOf(input.optional("type").orElse("STANDARD"));
        Optional<String> description = versionDescription(input);
        Revision.Content content = new Revision.Content(
                input.text("definition"),
                runtime.parse(input.text("definition"), type),
                role(input.text("roleArn")),
                Configurations.logging(input.node("loggingConfiguration")),
                Configurations.tracing(input.node("tracingConfiguration")));
        Machine.Identity identity =
                new Machine.Identity(runtime.arn("stateMachine:" + name), name, type, runtime.now());
        Machine machine = new Machine(identity, content);
        machine.tags().add(input.node("tags"));
        Machine existing = machines.putIfAbsent(machine).orElse(machine);
        if (existing != machine && !isSame(existing, machine)) {
            throw Errors.machineExists(identity.arn());
        }
        ObjectNode answer = Shapes.object().put("stateMachineArn", existing.arn());
        answer.set("creationDate", Shapes.date(existing.identity().created()));
        if (input.flag("publish")) {
            answer.put(
                    "stateMachineVersionArn",
                    existing.publish(description, runtime.now()).arn());
        }
        return answer;
    }

    /// AWS does not compare roles and tags.
    private static boolean isSame(Machine one, Machine other) {
        Revision.Content content = one.revision().content();
        return one.identity().type() == other.identity().type()
                && content.definition().equals(other.revision().content().definition())
                && content.hasSameConfiguration(other.revision().content());
    }

    private static Optional<String> versionDescription(Input input) {
        if (input.has("versionDescription") && !input.flag("publish")) {
            throw Errors.validation("Version description can only be set when publish is true");
        }
        return input.optional("versionDescription");
    }

    private static String role(String arn) {
        if (!arn.startsWith("arn:")) {
            throw Errors.invalidArn("Invalid ARN prefix: " + arn);
        }
        return arn;
    }

    private ObjectNode update(Input input) {
        Machine machine = machines.get(input.text("stateMachineArn"));
        if (!input.has("definition")
                && !input.has("roleArn")
                && !input.has("loggingConfiguration")
                && !input.has("tracingConfiguration")
                && !input.has("encryptionConfiguration")) {
            throw Errors.missingParameter("Either the definition, the role ARN, the LoggingConfiguration,"
                    + " or the TracingConfiguration must be specified");
        }
        Optional<String> description = versionDescription(input);
        Revision revision =
                machine.update(updated(machine, input), runtime.ids().uuid(), runtime.now());
        ObjectNode answer = Shapes.object();
        answer.set("updateDate", Shapes.date(runtime.now()));
        revision.id().ifPresent(id -> answer.put("revisionId", id));
        if (input.flag("publish")) {
            answer.put(
                    "stateMachineVersionArn",
                    machine.publish(description, runtime.now()).arn());
        }
        return answer;
    }

    private Revision.Content updated(Machine machine, Input input) {
        Revision.Content old = machine.revision().content();
        String definition = input.optional("definition").orElse(old.definition());
        return new Revision.Content(
                definition,
                runtime.parse(definition, machine.identity().type()),
                input.optional("roleArn").map(MachineOperations::role).orElse(old.roleArn()),
                input.find("loggingConfiguration").map(Configurations::logging).orElse(old.logging()),
                input.find("tracingConfiguration").map(Configurations::tracing).orElse(old.tracing()));
    }

    private ObjectNode describe(Input input) {
        Arn arn = Arn.parse(input.text("stateMachineArn"), "stateMachine");
        Machine machine = machines.owner(arn);
        Optional<Version> version = machine.version(arn.text());
        if (arn.isQualified() && version.isEmpty()) {
            throw Errors.noSuchMachine(arn.text());
        }
        Revision revision = version.map(Version::revision).orElseGet(machine::revision);
        ObjectNode answer = Shapes.object().put("stateMachineArn", arn.text());
        answer.put("name", machine.identity().name());
        answer.put("status", "ACTIVE");
        answer.put("type", machine.identity().type().name());
        answer.set(
                "creationDate",
                Shapes.date(
                        version.map(Version::created).orElse(machine.identity().created())));
        version.flatMap(Version::description).ifPresent(text -> answer.put("description", text));
        return withReferences(revision.describe(answer), revision.content().machine());
    }

    static ObjectNode withReferences(ObjectNode answer, StateMachine machine) {
        Map<String, ? extends Iterable<String>> references = VariableReferences.of(machine);
        if (!references.isEmpty()) {
            ObjectNode byState = answer.putObject("variableReferences");
            references.forEach((state, names) -> names.forEach(byState.withArray("/" + pointer(state))::add));
        }
        return answer;
    }

    private static String pointer(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private JsonNode list(Input input) {
        return new Page(input, "stateMachines").of("stateMachines", machines.all(), Machine::arn, Machine::listed);
    }

    private ObjectNode delete(Input input) {
        Arn arn = Arn.parse(input.text("stateMachineArn"), "stateMachine");
        machines.delete(arn.text());
        return Shapes.object();
    }
}
