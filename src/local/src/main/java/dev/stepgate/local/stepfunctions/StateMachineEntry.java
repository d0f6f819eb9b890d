// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.stepfunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepgate.local.asl.WorkflowType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// A state machine with its versions and aliases.
final class StateMachineEntry {
    private static final int MAX_VERSIONS = 1000;
    private static final int MAX_ALIASES = 100;

    private final Identity identity;
    private final Tags tags;
    private final NavigableMap<Integer, Version> versions = new TreeMap<>();
    private final Map<String, Alias> aliases = new LinkedHashMap<>();
    private Revision revision;
    private int lastVersion;
    private Optional<MachineArchive> archive = Optional.empty();

    StateMachineEntry(Identity identity, Revision.Content content) {
        this.identity = identity;
        this.tags = new Tags(identity.arn(), this::keep);
        this.revision = new Revision(Optional.empty(), identity.created(), content);
    }

    /// A machine of the process before.
    StateMachineEntry(Identity identity, MachineArchive.Parts parts, MachineArchive kept) {
        this.identity = identity;
        this.tags = new Tags(identity.arn(), this::keep);
        this.revision = parts.revision();
        this.lastVersion = parts.lastVersion();
        parts.versions().forEach(version -> versions.put(version.number(), version));
        parts.aliases().forEach(alias -> aliases.put(alias.name(), alias));
        tags.add(parts.tags());
        archive = Optional.of(kept);
    }

    /// Keeps the machine and its changes from now on.
    synchronized void keepIn(MachineArchive kept) {
        archive = Optional.of(kept);
        keep();
    }

    /// Keeps no changes any more.
    synchronized void forget() {
        archive.ifPresent(kept -> kept.remove(arn()));
        archive = Optional.empty();
    }

    private synchronized void keep() {
        archive.ifPresent(kept -> kept.put(
                identity,
                new MachineArchive.Parts(
                        revision,
                        List.copyOf(versions.values()),
                        lastVersion,
                        List.copyOf(aliases.values()),
                        tags.toJson())));
    }

    /// The current one, and those of its versions.
    synchronized List<Revision> revisions() {
        List<Revision> all = new ArrayList<>();
        all.add(revision);
        versions.values().forEach(version -> all.add(version.revision()));
        return all;
    }

    /// The properties that never change.
    record Identity(String arn, String name, WorkflowType type, Instant created, FirstVersion firstVersion) {}

    /// The version that CreateStateMachine has published, if it was requested.
    record FirstVersion(boolean publish, Optional<String> description) {}

    Identity identity() {
        return identity;
    }

    String arn() {
        return identity.arn();
    }

    Tags tags() {
        return tags;
    }

    synchronized Revision revision() {
        return revision;
    }

    /// Makes a new revision unless nothing has changed.
    synchronized Revision update(Revision.Content content, String revisionId, Instant now) {
        if (revision.id().isEmpty() || !revision.content().isSame(content)) {
            revision = new Revision(Optional.of(revisionId), now, content);
            keep();
        }
        return revision;
    }

    /// Returns the version of the current revision, made if there is none.
    @SuppressWarnings("ReferenceEquality") // a revision is its own identity
    synchronized Version publish(Optional<String> description, Instant now) {
        if (!versions.isEmpty() && versions.lastEntry().getValue().revision() == revision) {
            return versions.lastEntry().getValue();
        }
        if (versions.size() >= MAX_VERSIONS) {
            throw StepFunctionsErrors.quotaExceeded(
                    "A state machine has " + MAX_VERSIONS + " versions at most: '" + arn() + "'");
        }
        lastVersion++;
        Version version = new Version(lastVersion, arn() + ":" + lastVersion, revision, description, now);
        versions.put(lastVersion, version);
        keep();
        return version;
    }

    synchronized Optional<Version> version(String arn) {
        return versions.values().stream()
                .filter(version -> version.arn().equals(arn))
                .findAny();
    }

    /// Returns all versions, newest first.
    synchronized List<Version> versions() {
        return new ArrayList<>(versions.descendingMap().values());
    }

    synchronized void deleteVersion(String arn) {
        List<String> names = aliases.values().stream()
                .filter(alias -> alias.leadsTo(arn))
                .map(Alias::name)
                .toList();
        if (!names.isEmpty()) {
            throw StepFunctionsErrors.conflict("Version to be deleted must not be referenced by an alias."
                    + " Current list of aliases referencing this version: " + names);
        }
        if (versions.values().removeIf(version -> version.arn().equals(arn))) {
            keep();
        }
    }

    synchronized Optional<Alias> alias(String name) {
        return Optional.ofNullable(aliases.get(name));
    }

    synchronized List<Alias> aliases() {
        return new ArrayList<>(aliases.values());
    }

    synchronized void put(Alias alias) {
        if (!aliases.containsKey(alias.name()) && aliases.size() >= MAX_ALIASES) {
            throw StepFunctionsErrors.quotaExceeded(
                    "A state machine has " + MAX_ALIASES + " aliases at most: '" + arn() + "'");
        }
        aliases.put(alias.name(), alias);
        keep();
    }

    synchronized void deleteAlias(String name) {
        if (aliases.remove(name) != null) {
            keep();
        }
    }

    ObjectNode listed() {
        ObjectNode item = ResponseShapes.object().put("stateMachineArn", arn()).put("name", identity.name());
        item.put("type", identity.type().name());
        item.set("creationDate", ResponseShapes.date(identity.created()));
        return item;
    }
}
