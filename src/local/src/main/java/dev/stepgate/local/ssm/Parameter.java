// SPDX-License-Identifier: Apache-2.0
package dev.stepgate.local.ssm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// One parameter with all its versions. Immutable.
///
/// @param versions the oldest first; at least one
record Parameter(String name, String arn, List<Version> versions, Map<String, String> tags) {
    private static final int MAX_VERSIONS = 100;

    Parameter {
        versions = List.copyOf(versions);
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
    }

    /// A version as PutParameter made it.
    record Version(long number, Content content, Settings settings, Instant modified, List<String> labels) {
        Version {
            labels = List.copyOf(labels);
        }

        Version with(List<String> changed) {
            return new Version(number, content, settings, modified, changed);
        }
    }

    /// @param type `String`, `StringList` or `SecureString`
    record Content(String type, String value, String dataType) {}

    /// @param keyId of a `SecureString`
    record Settings(
            String tier, Optional<String> description, Optional<String> allowedPattern, Optional<String> keyId) {}

    Version latest() {
        return versions.getLast();
    }

    Optional<Version> version(long number) {
        return versions.stream().filter(version -> version.number == number).findFirst();
    }

    Optional<Version> labelled(String label) {
        return versions.stream()
                .filter(version -> version.labels.contains(label))
                .findFirst();
    }

    /// Returns the parameter with one more version; beyond a hundred, the oldest is removed.
    Parameter plus(Version added) {
        List<Version> all = new ArrayList<>(versions);
        if (all.size() == MAX_VERSIONS) {
            Version oldest = all.removeFirst();
            if (!oldest.labels.isEmpty()) {
                throw ParameterErrors.of(
                        "ParameterMaxVersionLimitExceeded",
                        "You attempted to create a new version of " + name
                                + " by calling the PutParameter API with the overwrite flag. Version " + oldest.number
                                + ", the oldest version, can't be deleted because it has a label associated with it. Move"
                                + " the label to another version of the parameter, and try again.");
            }
        }
        all.add(added);
        return new Parameter(name, arn, all, tags);
    }

    Parameter change(UnaryOperator<Version> change) {
        return new Parameter(name, arn, versions.stream().map(change).toList(), tags);
    }

    Parameter tagged(Map<String, String> changed) {
        return new Parameter(name, arn, versions, changed);
    }
}
