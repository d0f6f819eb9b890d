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
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The revisions of state machines in the store, by their digests: a machine that is changed or deleted changes no
/// execution. A revision is kept as long as a machine has it, or an execution runs it. Safe for threads.
final class RevisionArchive {
    private final Records records;
    private final IdentityHashMap<Revision, String> kept = new IdentityHashMap<>();
    private final Map<String, Kept> read = new HashMap<>();
    private final Map<String, Integer> uses = new HashMap<>();
    private final Map<String, List<String>> held = new HashMap<>();
    private final Set<String> doubtful = new HashSet<>();
    private boolean isCounted;

    /// A revision, and its machine at that time.
    private record Kept(StateMachineEntry.Identity machine, Revision revision) {}

    RevisionArchive(StepFunctionsDependencies runtime) {
        this.records = runtime.store().records("revisions");
    }

    /// One more execution runs the revision. Returns the digest.
    synchronized String use(StateMachineEntries.Target target) {
        String digest = keep(target.machine().identity(), target.revision());
        uses(digest);
        return digest;
    }

    /// An execution of the process before runs the revision.
    synchronized void uses(String digest) {
        uses.merge(digest, 1, Integer::sum);
    }

    /// All executions of the process before have been counted: until now nothing could be dropped.
    synchronized void counted() {
        isCounted = true;
        doubtful.forEach(this::dropUnused);
        doubtful.clear();
    }

    /// The digest of a revision that is kept.
    synchronized String digest(Revision revision) {
        return kept.getOrDefault(revision, "");
    }

    /// An execution that ran the revision is forgotten.
    synchronized void release(String digest) {
        if (uses.merge(digest, -1, Integer::sum) <= 0) {
            uses.remove(digest);
            dropUnused(digest);
        }
    }

    /// The machine has these revisions now. Returns their digests.
    synchronized List<String> hold(StateMachineEntry.Identity machine, List<Revision> revisions) {
        List<String> digests =
                revisions.stream().map(revision -> keep(machine, revision)).toList();
        List<String> before = held.put(machine.arn(), digests);
        if (before != null) {
            before.forEach(this::dropUnused);
        }
        return digests;
    }

    /// The machine is deleted.
    synchronized void letGo(String machineArn) {
        List<String> before = held.remove(machineArn);
        if (before != null) {
            before.forEach(this::dropUnused);
        }
    }

    private void dropUnused(String digest) {
        if (!isCounted) {
            doubtful.add(digest);
        } else if (!uses.containsKey(digest) && held.values().stream().noneMatch(digests -> digests.contains(digest))) {
            records.remove(digest);
            read.remove(digest);
            kept.values().remove(digest);
        }
    }

    private String keep(StateMachineEntry.Identity machine, Revision revision) {
        return kept.computeIfAbsent(revision, _ -> {
            ObjectNode json = write(machine, revision);
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
        Kept found = find(execution.path("revision").asText());
        StateMachineEntry machine = machines.find(found.machine().arn())
                .orElseGet(() ->
                        new StateMachineEntry(found.machine(), found.revision().content()));
        return new StateMachineEntries.Target(
                machine, found.revision(), Members.text(execution, "version"), Members.text(execution, "alias"));
    }

    /// @param digest of a revision that is kept
    Revision revision(String digest) {
        return find(digest).revision();
    }

    private synchronized Kept find(String digest) {
        Kept known = read.get(digest);
        if (known == null) {
            known = read(digest);
            read.put(digest, known);
        }
        return known;
    }

    private Kept read(String digest) {
        JsonNode json = records.get(digest)
                .orElseThrow(() -> new IllegalStateException("the store has lost the definition " + digest));
        WorkflowType type = WorkflowType.valueOf(json.path("type").asText());
        Revision revision = new Revision(
                Members.text(json, "id"), Instant.ofEpochMilli(json.path("date").longValue()), content(json, type));
        kept.put(revision, digest);
        return new Kept(machine(json, type), revision);
    }

    private static StateMachineEntry.Identity machine(JsonNode json, WorkflowType type) {
        return new StateMachineEntry.Identity(
                json.path("arn").asText(),
                json.path("name").asText(),
                type,
                Instant.ofEpochMilli(json.path("created").longValue()),
                new StateMachineEntry.FirstVersion(false, Optional.empty()));
    }

    private static Revision.Content content(JsonNode json, WorkflowType type) {
        String definition = json.path("definition").asText();
        Revision.Settings settings =
                new Revision.Settings((ObjectNode) json.path("logging"), (ObjectNode) json.path("tracing"), (ObjectNode)
                        json.path("encryption"));
        return new Revision.Content(
                definition,
                new AslParser(type, ResourceCheck.ANY).parse(definition),
                json.path("role").asText(),
                settings);
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
