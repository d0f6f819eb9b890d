// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.secretsmanager;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// One secret with its versions. Immutable.
///
/// @param versions by their ids
/// @param stages staging labels, each with the id of its version
record Secret(
        Name name,
        Settings settings,
        NavigableMap<String, Version> versions,
        NavigableMap<String, String> stages,
        Dates dates) {
    static final String CURRENT = "AWSCURRENT";
    static final String PREVIOUS = "AWSPREVIOUS";

    Secret {
        versions = Collections.unmodifiableNavigableMap(new TreeMap<>(versions));
        stages = Collections.unmodifiableNavigableMap(new TreeMap<>(stages));
    }

    record Name(String text, String arn) {}

    record Settings(Optional<String> description, Optional<String> keyId, Map<String, String> tags) {
        Settings {
            tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        }
    }

    /// @param value `SecretString` or `SecretBinary` with its value
    record Version(String id, JsonNode value, Instant created) {}

    /// @param deletion when it is removed, once it has been deleted
    record Dates(Instant created, Instant changed, Optional<Instant> deletion) {}

    static Secret of(Name name, Settings settings, Instant now) {
        return new Secret(name, settings, new TreeMap<>(), new TreeMap<>(), new Dates(now, now, Optional.empty()));
    }

    /// Returns the secret with a new version that has these staging labels. The version that was current
    /// becomes the previous one.
    Secret plus(Version version, List<String> labels) {
        NavigableMap<String, Version> all = new TreeMap<>(versions);
        all.put(version.id, version);
        Secret added = new Secret(name, settings, all, stages, changedAt(version.created));
        for (String label : labels) {
            added = added.move(label, version.id, version.created);
        }
        return added.withoutDeprecated();
    }

    Secret move(String label, String versionId, Instant now) {
        NavigableMap<String, String> moved = new TreeMap<>(stages);
        String before = moved.put(label, versionId);
        if (label.equals(CURRENT) && before != null && !before.equals(versionId)) {
            moved.put(PREVIOUS, before);
        }
        return new Secret(name, settings, versions, moved, changedAt(now));
    }

    Secret without(String label, Instant now) {
        NavigableMap<String, String> rest = new TreeMap<>(stages);
        rest.remove(label);
        return new Secret(name, settings, versions, rest, changedAt(now));
    }

    /// Removes versions without staging labels. AWS does so after a while; here they stay until there are a
    /// hundred.
    private Secret withoutDeprecated() {
        NavigableMap<String, Version> kept = new TreeMap<>(versions);
        versions.values().stream()
                .filter(version -> !stages.containsValue(version.id))
                .sorted(Comparator.comparing(Version::created))
                .limit(Math.max(0, versions.size() - 100))
                .forEach(version -> kept.remove(version.id));
        return new Secret(name, settings, kept, stages, dates);
    }

    Secret with(Settings changed, Instant now) {
        return new Secret(name, changed, versions, stages, changedAt(now));
    }

    Secret deletedAt(Optional<Instant> deletion) {
        return new Secret(name, settings, versions, stages, new Dates(dates.created, dates.changed, deletion));
    }

    private Dates changedAt(Instant now) {
        return new Dates(dates.created, now, dates.deletion);
    }

    List<String> labelsOf(String versionId) {
        return stages.entrySet().stream()
                .filter(stage -> stage.getValue().equals(versionId))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Returns the version with an id, a staging label, or both; by default the current one.
    Version version(Optional<String> versionId, Optional<String> label) {
        if (versionId.isEmpty()) {
            String stage = label.orElse(CURRENT);
            return Optional.ofNullable(stages.get(stage))
                    .map(versions::get)
                    .orElseThrow(() -> SecretErrors.noSuchValue("staging label: " + stage));
        }
        Version version = Optional.ofNullable(versions.get(versionId.get()))
                .orElseThrow(() -> SecretErrors.noSuchValue("VersionId: " + versionId.get()));
        label.filter(stage -> !version.id.equals(stages.get(stage))).ifPresent(_ -> {
            throw SecretErrors.invalidRequest(
                    "You provided a VersionStage that is not associated to the provided VersionId.");
        });
        return version;
    }
}
