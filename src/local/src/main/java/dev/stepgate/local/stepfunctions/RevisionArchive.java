// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.AslParser;
import dev.stepgate.local.asl.ResourceCheck;
import dev.stepgate.local.asl.WorkflowType;
import dev.stepgate.local.aws.Members;
import dev.stepgate.local.json.Json;
import dev.stepgate.local.store.Records;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The revisions that executions run, by their digest, so that a machine that is changed or deleted changes
/// no execution. Thread-safe.
final class RevisionArchive {
    private final Records records;
    private final Map<Revision, String> kept = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<String, Kept> read = new ConcurrentHashMap<>();

    /// A revision, and its machine at that time.
    private record Kept(StateMachineEntry.Identity machine, Revision revision) {}

    RevisionArchive(StepFunctionsDependencies runtime) {
        this.records = runtime.store().records("revisions");
    }

    /// Returns the digest of a revision.
    String keep(StateMachineEntries.Target target) {
        return kept.computeIfAbsent(target.revision(), revision -> {
            ObjectNode json = write(target.machine().identity(), revision);
            String digest = digest(json);
            if (records.bytes(digest).isEmpty()) {
                records.put(digest, () -> json);
            }
            return digest;
        });
    }

    private static ObjectNode write(StateMachineEntry.Identity machine, Revision revision) {
        ObjectNode json = ResponseShapes.object().put("arn", machine.arn()).put("name", machine.name());
        json.put("type", machine.type().name());
        json.put("created", machine.created().toEpochMilli());
        revision.id().ifPresent(id -> json.put("id", id));
        json.put("date", revision.date().toEpochMilli());
        json.put("definition", revision.content().definition());
        json.put("role", revision.content().roleArn());
        json.set("logging", revision.content().settings().logging());
        json.set("tracing", revision.content().settings().tracing());
        json.set("encryption", revision.content().settings().encryption());
        return json;
    }

    /// Returns the revision and machine of an execution. A machine that no longer exists is made for this
    /// execution only.
    StateMachineEntries.Target target(JsonNode execution, StateMachineEntries machines) {
        Kept found = read.computeIfAbsent(execution.path("revision").asText(), this::read);
        StateMachineEntry machine = machines.find(found.machine().arn())
                .orElseGet(() ->
                        new StateMachineEntry(found.machine(), found.revision().content()));
        return new StateMachineEntries.Target(
                machine, found.revision(), Members.text(execution, "version"), Members.text(execution, "alias"));
    }

    private Kept read(String digest) {
        JsonNode json = records.get(digest)
                .orElseThrow(() -> new IllegalStateException("the store has lost the definition " + digest));
        WorkflowType type = WorkflowType.valueOf(json.path("type").asText());
        StateMachineEntry.Identity machine = new StateMachineEntry.Identity(
                json.path("arn").asText(),
                json.path("name").asText(),
                type,
                Instant.ofEpochMilli(json.path("created").longValue()),
                new StateMachineEntry.FirstVersion(false, Optional.empty()));
        String definition = json.path("definition").asText();
        Revision revision = new Revision(
                Members.text(json, "id"),
                Instant.ofEpochMilli(json.path("date").longValue()),
                new Revision.Content(
                        definition,
                        new AslParser(type, ResourceCheck.ANY).parse(definition),
                        json.path("role").asText(),
                        new Revision.Settings(
                                (ObjectNode) json.path("logging"), (ObjectNode) json.path("tracing"), (ObjectNode)
                                        json.path("encryption"))));
        kept.put(revision, digest);
        return new Kept(machine, revision);
    }

    private static String digest(JsonNode json) {
        try {
            byte[] bytes = Json.bytes(json);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
