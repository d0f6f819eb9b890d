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
    private static final String PENDING = "AWSPENDING";

    Secret {
        versions = Collections.unmodifiableNavigableMap(new TreeMap<>(versions));
        stages = Collections.unmodifiableNavigableMap(new TreeMap<>(stages));
    }

    record Name(String text, String arn) {}

    /// @param tags empty where there have never been any
    record Settings(Optional<String> description, Optional<String> keyId, Optional<Map<String, String>> tags) {
        Settings {
            tags = tags.map(each -> Collections.unmodifiableMap(new TreeMap<>(each)));
        }

        Map<String, String> allTags() {
            return tags.orElse(Map.of());
        }
    }

    /// @param value `SecretString` or `SecretBinary` with its value
    /// @param accessed the beginning of the day on which the value was last read
    record Version(String id, JsonNode value, Instant created, Optional<Instant> accessed) {}

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
            boolean unused = moved.remove(PENDING, before);
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

    /// Returns the secret whose version was read on that day.
    Secret accessed(String versionId, Instant day) {
        NavigableMap<String, Version> all = new TreeMap<>(versions);
        all.computeIfPresent(versionId, (id, read) -> new Version(id, read.value, read.created, Optional.of(day)));
        return new Secret(name, settings, all, stages, dates);
    }

    /// The last day on which one of the versions was read.
    Optional<Instant> lastAccessed() {
        return versions.values().stream()
                .flatMap(version -> version.accessed.stream())
                .max(Comparator.naturalOrder());
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
