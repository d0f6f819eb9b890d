// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.WorkflowType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Creates, updates, lists and deletes state machines.
final class StateMachineOperations implements Operation.Group {
    private static final List<String> CHANGEABLE =
            List.of("definition", "roleArn", "loggingConfiguration", "tracingConfiguration", "encryptionConfiguration");

    private final StepFunctionsDependencies runtime;
    private final StateMachineEntries machines;

    StateMachineOperations(StepFunctionsDependencies runtime, StateMachineEntries machines) {
        this.runtime = runtime;
        this.machines = machines;
    }

    @Override
    public Map<String, Operation> operations() {
        return Map.of(
                "CreateStateMachine", Operation.now(this::create),
                "UpdateStateMachine", Operation.now(this::update),
                "ListStateMachines", Operation.now(this::list),
                "DeleteStateMachine", Operation.now(this::delete));
    }

    private ObjectNode create(OperationInput input) {
        String name = ResourceNames.check(input.text("name"));
        WorkflowType type = WorkflowType.valueOf(input.optional("type").orElse("STANDARD"));
        StateMachineEntry.FirstVersion first =
                new StateMachineEntry.FirstVersion(input.flag("publish"), versionDescription(input));
        StateMachineEntry.Identity identity =
                new StateMachineEntry.Identity(runtime.arn("stateMachine:" + name), name, type, runtime.now(), first);
        StateMachineEntry machine = new StateMachineEntry(identity, content(input, type));
        machine.tags().add(input.node("tags"));
        StateMachineEntry existing = machines.putIfAbsent(machine).orElse(machine);
        if (existing != machine && !isSame(existing, machine)) {
            throw StepFunctionsErrors.machineExists(identity.arn());
        }
        ObjectNode answer = ResponseShapes.object().put("stateMachineArn", existing.arn());
        answer.set("creationDate", ResponseShapes.date(existing.identity().created()));
        if (first.publish()) {
            Version version = existing.publish(first.description(), runtime.now());
            answer.put("stateMachineVersionArn", version.arn());
        }
        return answer;
    }

    private Revision.Content content(OperationInput input, WorkflowType type) {
        return new Revision.Content(
                input.text("definition"),
                runtime.parse(input.text("definition"), type),
                role(input.text("roleArn")),
                new Revision.Settings(
                        Configurations.logging(input.node("loggingConfiguration")),
                        Configurations.tracing(input.node("tracingConfiguration")),
                        Configurations.encryption(input.node("encryptionConfiguration"))));
    }

    /// Tells whether two machines are the same; like AWS, ignores roles and tags.
    private static boolean isSame(StateMachineEntry one, StateMachineEntry other) {
        return one.identity().type() == other.identity().type()
                && one.identity().firstVersion().equals(other.identity().firstVersion())
                && one.revision().content().isSameButRole(other.revision().content());
    }

    private static Optional<String> versionDescription(OperationInput input) {
        if (input.has("versionDescription") && !input.flag("publish")) {
            throw StepFunctionsErrors.validation("Version description can only be set when publish is true");
        }
        return input.optional("versionDescription");
    }

    private static String role(String arn) {
        if (!arn.startsWith("arn:")) {
            throw StepFunctionsErrors.invalidRole(arn);
        }
        return arn;
    }

    /// Updates a machine. An update that changes nothing but publishes makes no revision: it returns the
    /// existing version.
    private ObjectNode update(OperationInput input) {
        StateMachineEntry machine = machines.get(input.text("stateMachineArn"));
        if (CHANGEABLE.stream().noneMatch(input::has)) {
            throw StepFunctionsErrors.missingParameter("Either the definition, the role ARN, the LoggingConfiguration,"
                    + " or the TracingConfiguration must be specified");
        }
        Optional<String> description = versionDescription(input);
        Revision.Content content = updated(machine, input);
        boolean publish = input.flag("publish");
        ObjectNode answer = ResponseShapes.object();
        answer.set("updateDate", ResponseShapes.date(runtime.now()));
        if (!publish || !machine.revision().content().isSame(content)) {
            Revision revision = machine.update(content, runtime.ids().uuid(), runtime.now());
            revision.id().ifPresent(id -> answer.put("revisionId", id));
        }
        if (publish) {
            answer.put(
                    "stateMachineVersionArn",
                    machine.publish(description, runtime.now()).arn());
        }
        return answer;
    }

    private Revision.Content updated(StateMachineEntry machine, OperationInput input) {
        Revision.Content old = machine.revision().content();
        Revision.Settings settings = old.settings();
        String definition = input.optional("definition").orElse(old.definition());
        return new Revision.Content(
                definition,
                runtime.parse(definition, machine.identity().type()),
                input.optional("roleArn").map(StateMachineOperations::role).orElse(old.roleArn()),
                new Revision.Settings(
                        input.find("loggingConfiguration")
                                .map(Configurations::logging)
                                .orElse(settings.logging()),
                        input.find("tracingConfiguration")
                                .map(Configurations::tracing)
                                .orElse(settings.tracing()),
                        input.find("encryptionConfiguration")
                                .map(Configurations::encryption)
                                .orElse(settings.encryption())));
    }

    private JsonNode list(OperationInput input) {
        return new Page(input, "stateMachines")
                .of("stateMachines", machines.all(), StateMachineEntry::arn, StateMachineEntry::listed);
    }

    private ObjectNode delete(OperationInput input) {
        machines.delete(Arn.ofMachine(input.text("stateMachineArn")).text());
        return ResponseShapes.object();
    }
}
