// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.store.RecordFormat;
import dev.stepgate.local.store.Records;
import dev.stepgate.local.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The state machines in the store with their versions, aliases and tags. Used by the thread that has the lock of
/// the machine.
final class MachineArchive {
    private static final RecordFormat<Alias> ALIASES = RecordFormat.of(Alias.class);

    private final Store store;
    private final Records records;
    private final RevisionArchive revisions;

    MachineArchive(StepFunctionsDependencies runtime, RevisionArchive revisions) {
        this.store = runtime.store();
        this.records = store.records("state-machines");
        this.revisions = revisions;
    }

    /// Everything about a machine that can change.
    record Parts(Revision revision, List<Version> versions, int lastVersion, List<Alias> aliases, JsonNode tags) {}

    void put(StateMachineEntry.Identity machine, Parts parts) {
        if (!store.keeps()) {
            return;
        }
        List<Revision> held = new ArrayList<>();
        held.add(parts.revision());
        parts.versions().forEach(version -> held.add(version.revision()));
        List<String> digests = revisions.hold(machine, held);
        records.put(machine.arn(), () -> write(machine, parts, digests));
    }

    private static ObjectNode write(StateMachineEntry.Identity machine, Parts parts, List<String> digests) {
        ObjectNode json = ResponseShapes.object().put("arn", machine.arn()).put("name", machine.name());
        json.put("type", machine.type().name());
        json.put("created", machine.created().toString());
        json.put("publish", machine.firstVersion().publish());
        machine.firstVersion().description().ifPresent(text -> json.put("description", text));
        json.put("revision", digests.getFirst());
        json.put("lastVersion", parts.lastVersion());
        ArrayNode versions = json.putArray("versions");
        for (int i = 0; i < parts.versions().size(); i++) {
            versions.add(write(parts.versions().get(i), digests.get(i + 1)));
        }
        ArrayNode aliases = json.putArray("aliases");
        parts.aliases().forEach(alias -> aliases.add(ALIASES.write(alias)));
        json.set("tags", parts.tags());
        return json;
    }

    private static ObjectNode write(Version version, String revision) {
        ObjectNode json =
                ResponseShapes.object().put("number", version.number()).put("revision", revision);
        version.description().ifPresent(text -> json.put("description", text));
        return json.put("created", version.created().toString());
    }

    void remove(String arn) {
        if (store.keeps()) {
            records.remove(arn);
            revisions.letGo(arn);
        }
    }

    void forEach(Consumer<StateMachineEntry> action) {
        records.forEach("", (_, json) -> {
            StateMachineEntry.Identity machine = identity(json);
            StateMachineEntry entry = new StateMachineEntry(machine, parts(machine, json), this);
            List<String> unused = revisions.hold(machine, entry.revisions());
            action.accept(entry);
        });
    }

    private static StateMachineEntry.Identity identity(JsonNode json) {
        return new StateMachineEntry.Identity(
                json.path("arn").asText(),
                json.path("name").asText(),
                WorkflowType.valueOf(json.path("type").asText()),
                Instant.parse(json.path("created").asText()),
                new StateMachineEntry.FirstVersion(
                        json.path("publish").booleanValue(), Members.text(json, "description")));
    }

    private Parts parts(StateMachineEntry.Identity machine, JsonNode json) {
        List<Version> versions = new ArrayList<>();
        json.path("versions").forEach(version -> {
            int number = version.path("number").intValue();
            Optional<String> description = Members.text(version, "description");
            versions.add(new Version(
                    number,
                    machine.arn() + ":" + number,
                    revisions.revision(version.path("revision").asText()),
                    description,
                    Instant.parse(version.path("created").asText())));
        });
        List<Alias> aliases = new ArrayList<>();
        json.path("aliases").forEach(alias -> aliases.add(ALIASES.read(alias)));
        return new Parts(
                revisions.revision(json.path("revision").asText()),
                versions,
                json.path("lastVersion").intValue(),
                aliases,
                json.path("tags"));
    }
}
